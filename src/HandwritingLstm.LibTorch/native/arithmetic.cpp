// Element by element, and sums.
#include "shim.h"

HTR_API Handle htr_add(Handle left, Handle right, double alpha) {
    return htr::tensor([&] { return at::add(*left, *right, alpha); });
}

HTR_API Handle htr_add_scalar(Handle left, double right) {
    return htr::tensor([&] { return at::add(*left, right); });
}

HTR_API Handle htr_add_(Handle left, Handle right, double alpha) {
    return htr::tensor([&] { return left->add_(*right, alpha); });
}

HTR_API Handle htr_add_scalar_(Handle left, double right) {
    return htr::tensor([&] { return left->add_(right); });
}

HTR_API Handle htr_sub(Handle left, Handle right) {
    return htr::tensor([&] { return at::sub(*left, *right); });
}

HTR_API Handle htr_mul(Handle left, Handle right) {
    return htr::tensor([&] { return at::mul(*left, *right); });
}

HTR_API Handle htr_mul_scalar(Handle left, double right) {
    return htr::tensor([&] { return at::mul(*left, right); });
}

HTR_API Handle htr_mul_(Handle left, Handle right) {
    return htr::tensor([&] { return left->mul_(*right); });
}

HTR_API Handle htr_mul_scalar_(Handle left, double right) {
    return htr::tensor([&] { return left->mul_(right); });
}

HTR_API Handle htr_div(Handle left, Handle right) {
    return htr::tensor([&] { return at::div(*left, *right); });
}

HTR_API Handle htr_addcmul_(Handle self, Handle left, Handle right, double value) {
    return htr::tensor([&] { return self->addcmul_(*left, *right, value); });
}

HTR_API Handle htr_addcdiv_(Handle self, Handle left, Handle right, double value) {
    return htr::tensor([&] { return self->addcdiv_(*left, *right, value); });
}

HTR_API Handle htr_reciprocal(Handle self) {
    return htr::tensor([&] { return at::reciprocal(*self); });
}

HTR_API Handle htr_sqrt(Handle self) {
    return htr::tensor([&] { return at::sqrt(*self); });
}

HTR_API Handle htr_rsqrt(Handle self) {
    return htr::tensor([&] { return at::rsqrt(*self); });
}

HTR_API Handle htr_exp(Handle self) {
    return htr::tensor([&] { return at::exp(*self); });
}

// Either bound may be null.
HTR_API Handle htr_clamp(Handle self, const double* least, const double* most) {
    return htr::tensor([&] {
        auto result = *self;
        if (least != nullptr) {
            result = at::clamp_min(result, *least);
        }
        return most == nullptr ? result : at::clamp_max(result, *most);
    });
}

HTR_API Handle htr_sum_all(Handle self) {
    return htr::tensor([&] { return at::sum(*self); });
}

HTR_API Handle htr_sum(Handle self, const int64_t* dimensions, int count, int keep) {
    return htr::tensor([&] { return at::sum(*self, htr::list(dimensions, count), keep != 0); });
}

HTR_API Handle htr_mean(Handle self, const int64_t* dimensions, int count, int keep) {
    return htr::tensor([&] { return at::mean(*self, htr::list(dimensions, count), keep != 0); });
}

// The largest value along a dimension; the first one of equals gets the gradient.
HTR_API Handle htr_max(Handle self, int64_t dimension, int keep, Handle* indices) {
    return htr::tensor([&] {
        auto result = at::max(*self, dimension, keep != 0);
        *indices = new at::Tensor(std::get<1>(result));
        return std::get<0>(result);
    });
}

// The largest values along dimensions; equals share the gradient.
HTR_API Handle htr_amax(Handle self, const int64_t* dimensions, int count, int keep) {
    return htr::tensor([&] { return at::amax(*self, htr::list(dimensions, count), keep != 0); });
}

HTR_API Handle htr_norm(Handle self) {
    return htr::tensor([&] { return at::norm(*self); });
}

HTR_API Handle htr_matmul(Handle left, Handle right) {
    return htr::tensor([&] { return at::matmul(*left, *right); });
}
