// Making tensors, and what is in them.
#include "shim.h"

#include <cstring>

namespace {

// device: -1 = the processor, otherwise the number of a GPU.
at::TensorOptions options(int dtype, int device) {
    return at::TensorOptions()
        .dtype(static_cast<at::ScalarType>(dtype))
        .device(device < 0 ? at::Device(at::kCPU) : at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(device)));
}

}  // namespace

// Copies `bytes` bytes of row-major values of a dtype.
HTR_API Handle htr_tensor_from(const void* values, int64_t bytes, const int64_t* shape, int dimensions, int dtype) {
    return htr::tensor([&] {
        auto result = at::empty(htr::list(shape, dimensions), options(dtype, -1));
        TORCH_CHECK(static_cast<int64_t>(result.nbytes()) == bytes, bytes, " bytes given for a tensor of ", result.nbytes());
        std::memcpy(result.data_ptr(), values, static_cast<size_t>(bytes));
        return result;
    });
}

HTR_API Handle htr_tensor_full(const int64_t* shape, int dimensions, double value, int dtype, int device) {
    return htr::tensor([&] { return at::full(htr::list(shape, dimensions), value, options(dtype, device)); });
}

HTR_API void htr_tensor_free(Handle self) {
    delete self;
}

HTR_API int htr_tensor_dimensions(Handle self) {
    return htr::guarded<int>(-1, [&] { return static_cast<int>(self->dim()); });
}

HTR_API int64_t htr_tensor_size(Handle self, int dimension) {
    return htr::guarded<int64_t>(-1, [&] { return self->size(dimension); });
}

HTR_API int htr_tensor_dtype(Handle self) {
    return htr::guarded<int>(-1, [&] { return static_cast<int>(self->scalar_type()); });
}

// -1 = the processor, otherwise the number of a GPU; -2 = failed.
HTR_API int htr_tensor_device(Handle self) {
    return htr::guarded<int>(-2, [&] { return self->is_cuda() ? static_cast<int>(self->get_device()) : -1; });
}

HTR_API int htr_tensor_requires_grad(Handle self) {
    return htr::guarded<int>(-1, [&] { return self->requires_grad() ? 1 : 0; });
}

// Copies all values, row-major, to the caller's memory; 0 = failed.
HTR_API int htr_tensor_read(Handle self, void* values, int64_t bytes) {
    return htr::guarded<int>(0, [&] {
        auto source = self->detach().to(at::kCPU).contiguous();
        TORCH_CHECK(static_cast<int64_t>(source.nbytes()) == bytes, bytes, " bytes wanted of a tensor of ", source.nbytes());
        std::memcpy(values, source.data_ptr(), static_cast<size_t>(bytes));
        return 1;
    });
}

HTR_API Handle htr_tensor_to_device(Handle self, int device, int copy) {
    return htr::tensor([&] { return self->to(options(static_cast<int>(self->scalar_type()), device), false, copy != 0); });
}

HTR_API Handle htr_tensor_to_dtype(Handle self, int dtype, int copy) {
    return htr::tensor([&] { return self->to(static_cast<at::ScalarType>(dtype), false, copy != 0); });
}
