// Optimisers.
#include "shim.h"

#include <torch/types.h>

#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adamw.h>

#include <tuple>
#include <vector>

namespace {

std::vector<at::Tensor> tensors(const Handle* handles, int count) {
    std::vector<at::Tensor> result;
    for (int i = 0; i < count; i++) {
        result.push_back(*handles[i]);
    }
    return result;
}

}  // namespace

HTR_API torch::optim::AdamW* htr_adamw_new(
    const Handle* parameters, int count, double learning_rate, double beta1, double beta2, double epsilon, double weight_decay, int amsgrad) {
    return htr::guarded<torch::optim::AdamW*>(nullptr, [&] {
        auto options = torch::optim::AdamWOptions(learning_rate)
            .betas(std::make_tuple(beta1, beta2)).eps(epsilon).weight_decay(weight_decay).amsgrad(amsgrad != 0);
        return new torch::optim::AdamW(tensors(parameters, count), options);
    });
}

HTR_API void htr_adamw_free(torch::optim::AdamW* self) {
    delete self;
}

HTR_API int htr_adamw_step(torch::optim::AdamW* self) {
    return htr::guarded<int>(0, [&] {
        self->step();
        return 1;
    });
}

HTR_API int htr_adamw_zero_grad(torch::optim::AdamW* self) {
    return htr::guarded<int>(0, [&] {
        self->zero_grad();
        return 1;
    });
}

// The norm before clipping; negative = failed.
HTR_API double htr_clip_grad_norm_(const Handle* parameters, int count, double largest, double norm_type) {
    return htr::guarded<double>(-1, [&] {
        return torch::nn::utils::clip_grad_norm_(tensors(parameters, count), largest, norm_type);
    });
}
