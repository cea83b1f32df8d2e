/** The arguments of every layer and block. */
export const baseArgumentDocs: { readonly [name: string]: string } = {
  name: "What the layer is called in summaries and files of weights; Keras's automatic name without it. Every layer takes it.",
  trainable: "Whether training changes its weights: `trainable=false` keeps them. Every layer takes it.",
  weights: 'A file that its weights start from: `weights="base.safetensors"`. Every layer takes it.',
};
