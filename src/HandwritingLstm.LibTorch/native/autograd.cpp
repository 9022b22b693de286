// Gradients.
#include "shim.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>
#include <c10/core/GradMode.h>

#include <vector>

namespace {

std::vector<at::Tensor> tensors(const Handle* handles, int count) {
    std::vector<at::Tensor> result;
    result.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; i++) {
        result.push_back(htr::optional(handles[i]));
    }
    return result;
}

}  // namespace

HTR_API int htr_grad_enabled() {
    return c10::GradMode::is_enabled() ? 1 : 0;
}

HTR_API void htr_set_grad_enabled(int enabled) {
    c10::GradMode::set_enabled(enabled != 0);
}

HTR_API Handle htr_requires_grad_(Handle self, int requires_grad) {
    return htr::tensor([&] { return self->requires_grad_(requires_grad != 0); });
}

HTR_API Handle htr_detach(Handle self) {
    return htr::tensor([&] { return self->detach(); });
}

// 0 = failed.
HTR_API int htr_backward(Handle self) {
    return htr::guarded<int>(0, [&] {
        self->backward();
        return 1;
    });
}

// Null without a text where there is no gradient yet.
HTR_API Handle htr_grad_of(Handle self) {
    htr::last_error().clear();
    return htr::guarded<Handle>(nullptr, [&] {
        const auto& gradient = self->grad();
        return gradient.defined() ? new at::Tensor(gradient) : nullptr;
    });
}

// Writes one handle per input, null where an input was not used; 0 = failed.
HTR_API int htr_gradients(
    const Handle* outputs, int output_count, const Handle* inputs, int input_count, const Handle* output_gradients,
    int retain_graph, int create_graph, int allow_unused, Handle* gradients) {
    return htr::guarded<int>(0, [&] {
        auto results = torch::autograd::grad(
            tensors(outputs, output_count), tensors(inputs, input_count),
            output_gradients == nullptr ? std::vector<at::Tensor>() : tensors(output_gradients, output_count),
            retain_graph != 0, create_graph != 0, allow_unused != 0);
        for (int i = 0; i < input_count; i++) {
            const auto& gradient = results[static_cast<size_t>(i)];
            gradients[i] = gradient.defined() ? new at::Tensor(gradient) : nullptr;
        }
        return 1;
    });
}
