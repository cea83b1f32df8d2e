/** What `assert` can measure, in one sentence each. */
export const quantityDocs: { readonly [name: string]: string } = {
  params: "The numbers in all weights.",
  trainable_params: "The numbers in the weights that training changes.",
  macs: "Multiply-adds of predicting one example.",
  memory: "Bytes of the weights and of the values alive at once while one example is predicted.",
  download: "Bytes of the weights: what a browser has to load.",
};
