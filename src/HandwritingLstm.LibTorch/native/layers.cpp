// What layers are made of.
#include "shim.h"

HTR_API Handle htr_conv2d(Handle input, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t groups) {
    return htr::tensor([&] {
        return at::conv2d(*input, *weight, htr::optional(bias), htr::list(stride, 2), htr::list(padding, 2), htr::list(dilation, 2), groups);
    });
}

HTR_API Handle htr_max_pool2d(Handle input, const int64_t* window, const int64_t* stride) {
    return htr::tensor([&] { return at::max_pool2d(*input, htr::list(window, 2), htr::list(stride, 2)); });
}

HTR_API Handle htr_batch_norm(Handle input, Handle mean, Handle variance, Handle weight, Handle bias, int training, double momentum, double epsilon) {
    return htr::tensor([&] {
        return at::batch_norm(
            *input, htr::optional(weight), htr::optional(bias), htr::optional(mean), htr::optional(variance),
            training != 0, momentum, epsilon, /*cudnn_enabled*/ true);
    });
}

HTR_API Handle htr_dropout(Handle input, double probability, int training) {
    return htr::tensor([&] { return at::dropout(*input, probability, training != 0); });
}

// Whole channels of [B, C, H, W].
HTR_API Handle htr_feature_dropout(Handle input, double probability, int training) {
    return htr::tensor([&] { return at::feature_dropout(*input, probability, training != 0); });
}

HTR_API Handle htr_relu(Handle self) {
    return htr::tensor([&] { return at::relu(*self); });
}

HTR_API Handle htr_tanh(Handle self) {
    return htr::tensor([&] { return at::tanh(*self); });
}

HTR_API Handle htr_sigmoid(Handle self) {
    return htr::tensor([&] { return at::sigmoid(*self); });
}

HTR_API Handle htr_softmax(Handle self, int64_t dimension) {
    return htr::tensor([&] { return at::softmax(*self, dimension); });
}

HTR_API Handle htr_log_softmax(Handle self, int64_t dimension) {
    return htr::tensor([&] { return at::log_softmax(*self, dimension); });
}

HTR_API Handle htr_linear(Handle input, Handle weight, Handle bias) {
    return htr::tensor([&] { return at::linear(*input, *weight, htr::optional(bias)); });
}

HTR_API Handle htr_ctc_loss(Handle scores, Handle targets, Handle input_lengths, Handle target_lengths, int64_t blank, int reduction, int zero_infinity) {
    return htr::tensor([&] {
        return at::ctc_loss(*scores, *targets, *input_lengths, *target_lengths, blank, reduction, zero_infinity != 0);
    });
}
