using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>What a network does with a batch, in order; built once, run for every batch.</summary>
/// <remarks>
/// Pieces of work that follow each other line by line are merged into one pass: a thread takes a line through all of
/// them while its maps are in cache, and the threads meet only where a sum over all lines is needed. In recognition the next
/// line then overwrites these maps (<see cref="FeatureMaps"/>): they are read in the pass that wrote them, never after a meeting.
/// </remarks>
internal sealed class Plan
{
    private readonly List<Action<int, LineBatch>> _passes = [];
    private List<Action<int, int>>? _openPass;

    /// <summary>Adds work on one line: arguments are the thread and the line.</summary>
    public void PerLine(Action<int, int> work)
    {
        if (_openPass is null)
        {
            List<Action<int, int>> pass = [];
            _openPass = pass;
            _passes.Add((thread, batch) => RunLines(pass, thread, batch));
        }

        _openPass.Add(work);
    }

    /// <summary>Adds work of the whole team: the argument is the thread.</summary>
    public void Together(Action<int> work)
    {
        _openPass = null;
        _passes.Add((thread, _) => work(thread));
    }

    /// <summary>Adds work that one thread does after all others have arrived.</summary>
    public void Once(Action work) => Together(thread =>
    {
        if (thread == 0)
        {
            work();
        }
    });

    /// <summary>Runs the plan.</summary>
    public void Run(Team team, LineBatch batch)
    {
        foreach (var pass in _passes)
        {
            team.Run(thread => pass(thread, batch));
        }
    }

    private static void RunLines(List<Action<int, int>> pass, int thread, LineBatch batch)
    {
        foreach (var line in batch.LinesOf(thread))
        {
            foreach (var work in pass)
            {
                work(thread, line);
            }
        }
    }
}
