// Other views of the same values, and copies.
#include "shim.h"

#include <vector>

namespace {

std::vector<at::Tensor> listed(const Handle* tensors, int count) {
    std::vector<at::Tensor> result;
    result.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; i++) {
        result.push_back(*tensors[i]);
    }
    return result;
}

}  // namespace

HTR_API Handle htr_reshape(Handle self, const int64_t* shape, int dimensions) {
    return htr::tensor([&] { return self->reshape(htr::list(shape, dimensions)); });
}

HTR_API Handle htr_view(Handle self, const int64_t* shape, int dimensions) {
    return htr::tensor([&] { return self->view(htr::list(shape, dimensions)); });
}

HTR_API Handle htr_permute(Handle self, const int64_t* order, int dimensions) {
    return htr::tensor([&] { return self->permute(htr::list(order, dimensions)); });
}

HTR_API Handle htr_transpose(Handle self, int64_t first, int64_t second) {
    return htr::tensor([&] { return self->transpose(first, second); });
}

HTR_API Handle htr_unsqueeze(Handle self, int64_t dimension) {
    return htr::tensor([&] { return self->unsqueeze(dimension); });
}

HTR_API Handle htr_squeeze(Handle self, int64_t dimension) {
    return htr::tensor([&] { return self->squeeze(dimension); });
}

HTR_API Handle htr_narrow(Handle self, int64_t dimension, int64_t start, int64_t length) {
    return htr::tensor([&] { return self->narrow(dimension, start, length); });
}

HTR_API Handle htr_select(Handle self, int64_t dimension, int64_t index) {
    return htr::tensor([&] { return self->select(dimension, index); });
}

HTR_API Handle htr_flip(Handle self, const int64_t* dimensions, int count) {
    return htr::tensor([&] { return self->flip(htr::list(dimensions, count)); });
}

HTR_API Handle htr_contiguous(Handle self) {
    return htr::tensor([&] { return self->contiguous(); });
}

HTR_API Handle htr_clone(Handle self) {
    return htr::tensor([&] { return self->clone(); });
}

HTR_API Handle htr_copy_(Handle self, Handle source) {
    return htr::tensor([&] { return self->copy_(*source); });
}

HTR_API Handle htr_fill_(Handle self, double value) {
    return htr::tensor([&] { return self->fill_(value); });
}

HTR_API Handle htr_cat(const Handle* tensors, int count, int64_t dimension) {
    return htr::tensor([&] { return at::cat(listed(tensors, count), dimension); });
}

HTR_API Handle htr_stack(const Handle* tensors, int count, int64_t dimension) {
    return htr::tensor([&] { return at::stack(listed(tensors, count), dimension); });
}
