namespace HandwritingLstm.Network.Kernels;

/// <summary>A fixed team of threads that meets at the end of every piece of work.</summary>
/// <remarks>
/// A network step has some thirty pieces of a few milliseconds, so the threads wait for each other by spinning and
/// only then by sleeping. Who does what is decided by the thread's number alone, so results repeat bit for bit.
/// </remarks>
internal sealed class Team : IDisposable
{
    private const int SpinsBeforeYield = 200; // some 50 µs
    private const int SpinsBeforeSleep = 20_000;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Exception?[] _failures;
    private Action<int> _work = static _ => { };
    private int _generation;
    private int _finished;
    private int _asleep;
    private volatile bool _stopped;

    /// <summary>Starts the team; the caller is its member 0.</summary>
    /// <param name="size">Number of threads, at least 1.</param>
    public Team(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        _failures = new Exception?[size];
        _threads = new Thread[size - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            var member = i + 1;
            _threads[i] = new Thread(() => Serve(member)) { IsBackground = true, Name = $"engine {member}" };
            _threads[i].Start();
        }
    }

    /// <summary>Number of threads, the caller's included.</summary>
    public int Size { get; }

    /// <summary>Runs the work once on every member, with the member's number, and returns when all have finished.</summary>
    public void Run(Action<int> work)
    {
        if (Size == 1)
        {
            work(0);
            return;
        }

        _work = work;
        Volatile.Write(ref _finished, 0);
        Interlocked.Increment(ref _generation);
        var asleep = Volatile.Read(ref _asleep);
        if (asleep > 0)
        {
            _wake.Release(asleep);
        }

        RunMember(0);
        var spins = 0;
        while (Volatile.Read(ref _finished) < Size - 1)
        {
            Pause(ref spins);
        }

        ThrowFirstFailure();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        _wake.Release(Size);
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _wake.Dispose();
    }

    private static void Pause(ref int spins)
    {
        if (++spins > SpinsBeforeYield)
        {
            Thread.Yield(); // to threads that decode images for the next batch
        }
        else
        {
            Thread.SpinWait(8);
        }
    }

    private void Serve(int member)
    {
        var seen = 0;
        while (true)
        {
            var spins = 0;
            while (Volatile.Read(ref _generation) == seen && !_stopped)
            {
                if (spins > SpinsBeforeSleep)
                {
                    SleepUntilWoken(seen);
                }

                Pause(ref spins);
            }

            if (_stopped)
            {
                return;
            }

            seen++;
            RunMember(member);
            Interlocked.Increment(ref _finished);
        }
    }

    private void SleepUntilWoken(int seen)
    {
        Interlocked.Increment(ref _asleep);

        // Work that came in between would have woken nobody: look once more before sleeping.
        if (Volatile.Read(ref _generation) == seen && !_stopped)
        {
            _wake.Wait(TimeSpan.FromMilliseconds(50));
        }

        Interlocked.Decrement(ref _asleep);
    }

    private void RunMember(int member)
    {
        try
        {
            _work(member);
        }
        catch (Exception exception)
        {
            _failures[member] = exception;
        }
    }

    private void ThrowFirstFailure()
    {
        foreach (var failure in _failures)
        {
            if (failure is not null)
            {
                Array.Clear(_failures);
                throw new InvalidOperationException($"A thread of the engine failed: {failure.Message}", failure);
            }
        }
    }
}
