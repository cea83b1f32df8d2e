/** Names of PyTorch and of older Kerases for what has another name here, or none: what to write in their place. */

import { helpForKerasName, plainName } from "./names-of-keras.ts";

/** `name`: what it is called here; `help`: what to do where that is more than another name. */
export type OtherName = { readonly name: string } | { readonly help: string };

/** What a name of another framework is called here; undefined where nothing is known of it. */
export function nameOfOthers(what: string, name: string): OtherName | undefined {
  const help = helpForKerasName(what, name);
  return help === undefined ? tables.get(what)?.get(plainName(name)) : { help };
}

const known = "Leave it out: what goes in is known from the value before.";
const reshaping = "Write `reshape([…])` with the sizes that it is to have.";
const shared = "Give the values before it a name, and write `(a, b) -> concatenate` or `add`.";

const layers = new Map<string, OtherName>([
  ["linear", { name: "dense" }],
  ["fc", { name: "dense" }],
  ["fullyconnected", { name: "dense" }],
  ["cat", { name: "concatenate" }],
  ["merge", { help: shared }],
  ["upsample", { name: "up_sampling2d" }],
  ["convtranspose2d", { name: "conv2d_transpose" }],
  ["deconv2d", { name: "conv2d_transpose" }],
  ["batchnorm1d", { name: "batch_normalization" }],
  ["batchnorm2d", { name: "batch_normalization" }],
  ["adaptiveavgpool2d", { name: "global_average_pooling2d" }],
  ["adaptivemaxpool2d", { name: "global_max_pooling2d" }],
  ["view", { help: reshaping }],
  ["unsqueeze", { help: reshaping }],
  ["squeeze", { help: reshaping }],
  ["sequential", { help: "A body is a sequence already: write the layers one below the other." }],
  ["lambda", { help: "A file computes nothing by itself: write it with the layers that there are." }],
  ["fit", { help: "Write `train { epochs 10 }` at the end of the model." }],
]);

const losses = new Map<string, OtherName>([
  ["crossentropy", { name: "sparse_categorical_crossentropy(from_logits=true)" }],
  ["crossentropyloss", { name: "sparse_categorical_crossentropy(from_logits=true)" }],
  ["nllloss", { name: "sparse_categorical_crossentropy" }],
  ["bceloss", { name: "binary_crossentropy" }],
  ["bcewithlogits", { name: "binary_crossentropy(from_logits=true)" }],
  ["bcewithlogitsloss", { name: "binary_crossentropy(from_logits=true)" }],
  ["mseloss", { name: "mean_squared_error" }],
  ["l1loss", { name: "mean_absolute_error" }],
  ["smoothl1loss", { name: "huber" }],
  ["huberloss", { name: "huber" }],
  ["kldivloss", { name: "kl_divergence" }],
]);

const schedule = "Give `learning_rate` a schedule: `learning_rate=exponential_decay(1e-3, 1000, 0.9)`.";

/** Arguments, whatever they are given to. */
const argumentNames = new Map<string, OtherName>([
  ...["inputshape", "batchinputshape", "inputdim", "inputsize", "infeatures", "inchannels"].map(
    (name): [string, OtherName] => [name, { help: known }],
  ),
  ["batchfirst", { help: "Leave it out: the batch is the first axis always." }],
  ["outfeatures", { name: "units" }],
  ["hiddensize", { name: "units" }],
  ["outchannels", { name: "filters" }],
  ["bias", { name: "use_bias" }],
  ["numembeddings", { name: "input_dim" }],
  ["embeddingdim", { name: "output_dim" }],
  ["decay", { help: schedule }],
]);

const tables: ReadonlyMap<string, ReadonlyMap<string, OtherName>> = new Map([
  ["layer or block", layers],
  ["loss", losses],
  ["argument", argumentNames],
]);
