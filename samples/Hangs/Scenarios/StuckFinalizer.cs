using System.Runtime.CompilerServices;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A finalizer takes a lock that a thread holds for good. In the repaired form it only tries to.
/// </summary>
internal sealed class StuckFinalizer(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        new Thread(Journal.Keep) { Name = "journalist", IsBackground = true }.Start();
        Journal.Opened.Wait();
        DropOne(Faulty);
        GC.Collect();
    }

    protected override string? MissingFault() => Journal.Begun == 0 ? "the finalizer does not run yet" : null;

    protected override string? MissingProgress() => Journal.Ended == 0 ? "the finalizer has not ended yet" : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DropOne(bool fault) => _ = new Journal(fault);
}

internal sealed class Journal(bool fault)
{
    private static readonly object s_book = new();
    private static int s_begun;
    private static int s_ended;

    public static ManualResetEventSlim Opened { get; } = new();

    public static int Begun => Volatile.Read(ref s_begun);

    public static int Ended => Volatile.Read(ref s_ended);

    ~Journal()
    {
        Interlocked.Increment(ref s_begun);
        if (fault)
        {
            lock (s_book) // marker: finalizer-waits
            {
                Interlocked.Increment(ref s_ended);
            }
        }
        else if (Monitor.TryEnter(s_book))
        {
            Monitor.Exit(s_book);
        }

        Interlocked.Increment(ref s_ended);
    }

    public static void Keep()
    {
        lock (s_book)
        {
            Opened.Set();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
