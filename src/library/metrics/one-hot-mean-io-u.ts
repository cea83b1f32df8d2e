/** `one_hot_mean_io_u`: the overlap of regions given as distributions, averaged over all classes. */
import { defineOverlap } from "./define-overlap.ts";

export const oneHotMeanIoU = {
  ...defineOverlap({
    name: "one_hot_mean_io_u",
    keras: "OneHotMeanIoU",
    doc: "The mean overlap of all classes, truth and output being distributions over the classes",
    scene: "species",
    example: "metrics one_hot_mean_iou(num_classes=3)",
    chosen: false,
    oneHot: true,
  }),
  aliases: ["one_hot_mean_iou"],
};
