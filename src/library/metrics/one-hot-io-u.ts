/** `one_hot_io_u`: the overlap of regions given as distributions, averaged over chosen classes. */
import { defineOverlap } from "./define-overlap.ts";

export const oneHotIoU = {
  ...defineOverlap({
    name: "one_hot_io_u",
    keras: "OneHotIoU",
    doc: "The mean overlap of the classes in `target_class_ids`, truth and output being distributions over the classes",
    scene: "species",
    example: "metrics one_hot_iou(num_classes=3, target_class_ids=[0])",
    chosen: true,
    oneHot: true,
  }),
  aliases: ["one_hot_iou"],
};
