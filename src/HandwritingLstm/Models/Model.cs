using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Models;

/// <summary>A trained model: everything that reading a line needs.</summary>
public sealed class Model
{
    /// <summary>The network; its number of labels is that of <see cref="Alphabet"/>.</summary>
    public required NetworkSpec Spec { get; init; }

    /// <summary>What the network's labels spell.</summary>
    public required Alphabet Alphabet { get; init; }

    /// <summary>The options of the line normaliser that the network reads with, a JSON object.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>What people want to know of the model.</summary>
    public ModelMetadata Metadata { get; init; } = new();

    /// <summary>The weights and running statistics by name, all finite.</summary>
    public required IReadOnlyList<NamedTensor> Tensors { get; init; }
}
