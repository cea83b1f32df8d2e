/** `io_u`: the overlap of regions, averaged over chosen classes. */
import { defineOverlap } from "./define-overlap.ts";

export const ioU = {
  ...defineOverlap({
    name: "io_u",
    keras: "IoU",
    doc: "The mean overlap of the classes in `target_class_ids`",
    scene: "region",
    example: "metrics iou(num_classes=3, target_class_ids=[1], sparse_y_pred=false)",
    chosen: true,
    oneHot: false,
  }),
  aliases: ["iou"],
};
