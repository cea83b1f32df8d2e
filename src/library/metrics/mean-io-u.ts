/** `mean_io_u`: the overlap of regions, averaged over all classes. */
import { defineOverlap } from "./define-overlap.ts";

export const meanIoU = {
  ...defineOverlap({
    name: "mean_io_u",
    keras: "MeanIoU",
    doc: "The mean overlap of all classes",
    scene: "region",
    example: "metrics mean_iou(num_classes=3, sparse_y_pred=false)",
    chosen: false,
    oneHot: false,
  }),
  aliases: ["mean_iou"],
};
