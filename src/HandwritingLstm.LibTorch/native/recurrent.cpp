// Recurrent layers, and sequences of different lengths without padding.
#include "shim.h"

#include <torch/types.h>

#include <torch/nn/modules/rnn.h>
#include <torch/nn/utils/rnn.h>

#include <memory>
#include <tuple>

namespace rnn = torch::nn::utils::rnn;
using torch::nn::GRUImpl;
using torch::nn::LSTMImpl;

// An LSTM or a GRU; C# keeps them apart.
using Module = std::shared_ptr<torch::nn::Module>;

namespace {

template <typename Impl, typename Options>
Module* made(int64_t inputs, int64_t units, int64_t layers, int bias, int batch_first, double dropout, int bidirectional) {
    return htr::guarded<Module*>(nullptr, [&] {
        auto options = Options(inputs, units)
            .num_layers(layers).bias(bias != 0).batch_first(batch_first != 0).dropout(dropout).bidirectional(bidirectional != 0);
        return new Module(std::make_shared<Impl>(options));
    });
}

template <typename Impl>
Impl& as(Module* self) {
    return dynamic_cast<Impl&>(**self);
}

}  // namespace

HTR_API Module* htr_lstm_new(int64_t inputs, int64_t units, int64_t layers, int bias, int batch_first, double dropout, int bidirectional) {
    return made<LSTMImpl, torch::nn::LSTMOptions>(inputs, units, layers, bias, batch_first, dropout, bidirectional);
}

HTR_API Module* htr_gru_new(int64_t inputs, int64_t units, int64_t layers, int bias, int batch_first, double dropout, int bidirectional) {
    return made<GRUImpl, torch::nn::GRUOptions>(inputs, units, layers, bias, batch_first, dropout, bidirectional);
}

HTR_API void htr_module_free(Module* self) {
    delete self;
}

// device: -1 = the processor, otherwise the number of a GPU; 0 = failed.
HTR_API int htr_module_to(Module* self, int device) {
    return htr::guarded<int>(0, [&] {
        (*self)->to(device < 0 ? at::Device(at::kCPU) : at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(device)));
        return 1;
    });
}

HTR_API int htr_recurrent_flatten(Module* self) {
    return htr::guarded<int>(0, [&] {
        if (auto* lstm = dynamic_cast<LSTMImpl*>(self->get())) {
            lstm->flatten_parameters();
        } else {
            as<GRUImpl>(self).flatten_parameters();
        }
        return 1;
    });
}

// A handle of its own to a parameter, such as weight_ih_l0_reverse; null without a text where there is none.
HTR_API Handle htr_module_parameter(Module* self, const char* name) {
    htr::last_error().clear();
    return htr::guarded<Handle>(nullptr, [&] {
        auto parameters = (*self)->named_parameters();
        const auto* found = parameters.find(name);
        return found == nullptr ? nullptr : new at::Tensor(*found);
    });
}

// The name of a parameter by its place, until this thread's next call; null behind the last one.
HTR_API const char* htr_module_parameter_name(Module* self, int place) {
    thread_local std::string name;
    return htr::guarded<const char*>(nullptr, [&]() -> const char* {
        auto parameters = (*self)->named_parameters();
        if (place < 0 || static_cast<size_t>(place) >= parameters.size()) {
            return nullptr;
        }
        name = parameters[static_cast<size_t>(place)].key();
        return name.c_str();
    });
}

// hidden and cell may both be null: zeros.
HTR_API Handle htr_lstm_forward(Module* self, Handle input, Handle hidden, Handle cell, Handle* last_hidden, Handle* last_cell) {
    return htr::tensor([&] {
        auto& lstm = as<LSTMImpl>(self);
        auto [output, last] = hidden == nullptr ? lstm.forward(*input) : lstm.forward(*input, std::make_tuple(*hidden, *cell));
        *last_hidden = new at::Tensor(std::get<0>(last));
        *last_cell = new at::Tensor(std::get<1>(last));
        return output;
    });
}

HTR_API rnn::PackedSequence* htr_lstm_forward_packed(
    Module* self, rnn::PackedSequence* input, Handle hidden, Handle cell, Handle* last_hidden, Handle* last_cell) {
    return htr::guarded<rnn::PackedSequence*>(nullptr, [&] {
        auto& lstm = as<LSTMImpl>(self);
        auto [output, last] = hidden == nullptr
            ? lstm.forward_with_packed_input(*input) : lstm.forward_with_packed_input(*input, std::make_tuple(*hidden, *cell));
        *last_hidden = new at::Tensor(std::get<0>(last));
        *last_cell = new at::Tensor(std::get<1>(last));
        return new rnn::PackedSequence(output);
    });
}

// hidden may be null: zeros.
HTR_API Handle htr_gru_forward(Module* self, Handle input, Handle hidden, Handle* last_hidden) {
    return htr::tensor([&] {
        auto [output, last] = as<GRUImpl>(self).forward(*input, htr::optional(hidden));
        *last_hidden = new at::Tensor(last);
        return output;
    });
}

HTR_API rnn::PackedSequence* htr_gru_forward_packed(Module* self, rnn::PackedSequence* input, Handle hidden, Handle* last_hidden) {
    return htr::guarded<rnn::PackedSequence*>(nullptr, [&] {
        auto [output, last] = as<GRUImpl>(self).forward_with_packed_input(*input, htr::optional(hidden));
        *last_hidden = new at::Tensor(last);
        return new rnn::PackedSequence(output);
    });
}

HTR_API rnn::PackedSequence* htr_pack_padded(Handle input, Handle lengths, int batch_first, int enforce_sorted) {
    return htr::guarded<rnn::PackedSequence*>(nullptr, [&] {
        return new rnn::PackedSequence(rnn::pack_padded_sequence(*input, *lengths, batch_first != 0, enforce_sorted != 0));
    });
}

HTR_API Handle htr_pad_packed(rnn::PackedSequence* sequence, int batch_first, double padding, int64_t total_length, Handle* lengths) {
    return htr::tensor([&] {
        auto [values, counts] = total_length < 0
            ? rnn::pad_packed_sequence(*sequence, batch_first != 0, padding)
            : rnn::pad_packed_sequence(*sequence, batch_first != 0, padding, total_length);
        *lengths = new at::Tensor(counts);
        return values;
    });
}

HTR_API void htr_packed_free(rnn::PackedSequence* self) {
    delete self;
}
