/** Names of Keras 3 that the library does not have yet: they are said to be known, and never taken for a misspelling of another. */

/** By what they are; layers that are no part of a model (cells, wrappers of other frameworks) are left out. */
const names: ReadonlyMap<string, string> = new Map([
  [
    "layer or block",
    `activity_regularization adaptive_average_pooling1d adaptive_average_pooling2d adaptive_average_pooling3d
    adaptive_max_pooling1d adaptive_max_pooling2d adaptive_max_pooling3d additive_attention alpha_dropout attention aug_mix
    auto_contrast average average_pooling1d average_pooling3d avg_pool1d avg_pool3d category_encoding center_crop
    conv1d_transpose conv3d conv3d_transpose conv_lstm1d conv_lstm2d conv_lstm3d convolution3d cropping1d cropping2d cropping3d cut_mix
    depthwise_conv1d discretization dot einsum_dense equalization gaussian_dropout gaussian_noise global_average_pooling3d
    global_max_pooling3d group_normalization grouped_query_attention hashed_crossing hashing identity integer_lookup masking
    max_pooling1d max_pooling3d max_pool1d max_pool3d maximum mel_spectrogram minimum mix_up permute pipeline rand_augment
    random_brightness random_color_degeneration random_color_jitter random_contrast random_crop random_elastic_transform
    random_erasing random_flip random_gaussian_blur random_grayscale random_hue random_invert random_perspective
    random_posterization random_rotation random_saturation random_sharpness random_shear random_translation random_zoom
    repeat_vector resizing reversible_embedding rms_normalization rnn separable_conv1d simple_rnn solarization
    spatial_dropout1d spatial_dropout2d spatial_dropout3d spectral_normalization stft_spectrogram string_lookup
    ternary_dense text_vectorization unit_normalization up_sampling1d up_sampling3d zero_padding1d zero_padding2d zero_padding3d`,
  ],
  ["loss", "circle ctc"],
  ["metric", "mean sum"],
  ["optimizer", "loss_scale_optimizer schedule_free_adam_w"],
  [
    "callback",
    "backup_and_restore lambda_callback learning_rate_scheduler progbar_logger remote_monitor swap_ema_weights tensor_board",
  ],
]);

/** What to do for a name of Keras that is not here; undefined for all other names. In any spelling: `Conv3D`, `conv_3d`. */
export function helpForKerasName(what: string, name: string): string | undefined {
  const sought = plainName(name);
  if (
    !names
      .get(what)
      ?.split(/\s+/)
      .some((each) => plainName(each) === sought)
  )
    return undefined;
  const instead = inPlace.get(sought);
  return `It is Keras's, and not in this library yet; ${instead ?? "`nnc list` shows what there is."}`;
}

/** What does the same, where something does. */
const inPlace: ReadonlyMap<string, string> = new Map([
  ["identity", "leave it out: it changes nothing."],
  ["simplernn", "`gru` or `lstm` read sequences here."],
  ["rnn", "`gru` or `lstm` read sequences here."],
  ["attention", "`multi_head_attention(1, key_dim)` is near to it."],
  ["stringlookup", 'give the input classes: `class("red", "green")`.'],
  ["backupandrestore", "`nnc train --resume` goes on with an interrupted run."],
  ["learningratescheduler", "give `learning_rate` a schedule: `nnc list schedules`."],
  ["swapemaweights", "`use_ema=true` of the optimizer keeps averages."],
  ["progbarlogger", "`nnc train` shows a progress bar anyway."],
]);

/** A name whatever its spelling: `Conv3D`, `conv_3d` and `conv3d` are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}
