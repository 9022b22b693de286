namespace MemoryTask;

/// <summary>A cell that tries to remember.</summary>
/// <param name="Letters">Its letters in VGSL.</param>
/// <param name="Name">Its name in the table.</param>
/// <param name="GatesKnowTheGap">Whether its gates begin as the gap wants them (<see cref="GateBiases"/>), or as those of every new network.</param>
internal sealed record RecallCell(string Letters, string Name, bool GatesKnowTheGap)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RecallCell> All { get; } =
    [
        new("R", "simple RNN", false),
        new("G", "GRU", false),
        new("G", "GRU, gates by the gap", true),
        new("L", "LSTM", false),
        new("L", "LSTM, gates by the gap", true),
        new("Lp", "LSTM with peepholes", false),
        new("Lp", "LSTM with peepholes, gates by the gap", true),
        new("Lc", "LSTM with coupled gates", false),
        new("Lc", "LSTM with coupled gates, gates by the gap", true),
    ];
}
