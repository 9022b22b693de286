namespace HandwritingLstm.Network;

/// <content>Weights and running statistics by name.</content>
public sealed unsafe partial class LineNetwork
{
    /// <summary>All weights and running statistics of the model by name.</summary>
    public IReadOnlyList<NamedTensor> ExportTensors() =>
        [.. ExportState().Where(tensor => !tensor.Name.StartsWith(LayerBuilder.ShortcutName, StringComparison.Ordinal))];

    /// <summary>The same with what only training needs.</summary>
    public IReadOnlyList<NamedTensor> ExportState()
    {
        lock (_lock)
        {
            return
            [
                .. Parameters.Parameters.Select(parameter => parameter.Export(parameter.Name, Parameters.Values)),
                .. Buffers.Select(buffer => buffer with { Values = [.. buffer.Values] }),
            ];
        }
    }

    /// <summary>Sets all weights and running statistics by name.</summary>
    /// <exception cref="RecognitionException">A tensor is missing, unknown or has another shape.</exception>
    public void ImportTensors(IReadOnlyList<NamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var found = new TensorsByName(tensors);
        lock (_lock)
        {
            var parameters = Parameters.Parameters;
            var values = new float[parameters.Count][];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = found.Take(parameters[i].Name, parameters[i].Shape);
            }

            var statistics = Buffers.ToArray();
            var measured = Array.ConvertAll(statistics, buffer => found.Take(buffer.Name, [buffer.Values.Length]));
            found.ThrowIfAnyLeft(); // from here on all is well: nothing has been changed before
            for (var i = 0; i < statistics.Length; i++)
            {
                measured[i].CopyTo(statistics[i].Values, 0);
            }

            _team.Run(thread =>
            {
                for (var i = thread; i < values.Length; i += ThreadCount)
                {
                    parameters[i].Import(values[i], Parameters.Values);
                }
            });
            WeightsChanged();
        }
    }
}
