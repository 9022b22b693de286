// Recurrent layers, and sequences of different lengths without padding.
#include "shim.h"

#include <torch/types.h>

#include <torch/nn/modules/rnn.h>
#include <torch/nn/utils/rnn.h>

#include <memory>
#include <tuple>

namespace rnn = torch::nn::utils::rnn;
using Lstm = std::shared_ptr<torch::nn::LSTMImpl>;

HTR_API Lstm* htr_lstm_new(int64_t inputs, int64_t units, int64_t layers, int bias, int batch_first, double dropout, int bidirectional) {
    return htr::guarded<Lstm*>(nullptr, [&] {
        auto options = torch::nn::LSTMOptions(inputs, units)
            .num_layers(layers).bias(bias != 0).batch_first(batch_first != 0).dropout(dropout).bidirectional(bidirectional != 0);
        return new Lstm(std::make_shared<torch::nn::LSTMImpl>(options));
    });
}

HTR_API void htr_lstm_free(Lstm* self) {
    delete self;
}

// device: -1 = the processor, otherwise the number of a GPU; 0 = failed.
HTR_API int htr_lstm_to(Lstm* self, int device) {
    return htr::guarded<int>(0, [&] {
        (*self)->to(device < 0 ? at::Device(at::kCPU) : at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(device)));
        return 1;
    });
}

HTR_API int htr_lstm_flatten(Lstm* self) {
    return htr::guarded<int>(0, [&] {
        (*self)->flatten_parameters();
        return 1;
    });
}

// A handle of its own to a parameter, such as weight_ih_l0_reverse; null without a text where there is none.
HTR_API Handle htr_lstm_parameter(Lstm* self, const char* name) {
    htr::last_error().clear();
    return htr::guarded<Handle>(nullptr, [&] {
        auto parameters = (*self)->named_parameters();
        const auto* found = parameters.find(name);
        return found == nullptr ? nullptr : new at::Tensor(*found);
    });
}

// hidden and cell may both be null: zeros.
HTR_API Handle htr_lstm_forward(Lstm* self, Handle input, Handle hidden, Handle cell, Handle* last_hidden, Handle* last_cell) {
    return htr::tensor([&] {
        auto [output, last] = hidden == nullptr
            ? (*self)->forward(*input) : (*self)->forward(*input, std::make_tuple(*hidden, *cell));
        *last_hidden = new at::Tensor(std::get<0>(last));
        *last_cell = new at::Tensor(std::get<1>(last));
        return output;
    });
}

HTR_API rnn::PackedSequence* htr_lstm_forward_packed(
    Lstm* self, rnn::PackedSequence* input, Handle hidden, Handle cell, Handle* last_hidden, Handle* last_cell) {
    return htr::guarded<rnn::PackedSequence*>(nullptr, [&] {
        auto [output, last] = hidden == nullptr
            ? (*self)->forward_with_packed_input(*input)
            : (*self)->forward_with_packed_input(*input, std::make_tuple(*hidden, *cell));
        *last_hidden = new at::Tensor(std::get<0>(last));
        *last_cell = new at::Tensor(std::get<1>(last));
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
