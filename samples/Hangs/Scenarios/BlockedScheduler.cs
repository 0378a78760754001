using System.Collections.Concurrent;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A task scheduler with one thread runs a task that blocks on another task of the same scheduler: the only thread that
/// could run it waits for it. In the repaired form it awaits.
/// </summary>
internal sealed class BlockedScheduler(bool faulty) : Scenario(faulty)
{
    private const int BillsOfAHealthyDesk = 20;

    private readonly BillingDesk _desk = new();

    public override void Start()
    {
        if (Faulty)
        {
            _desk.Begin(_desk.Bill);
        }
        else
        {
            Run("customer", () => _desk.Begin(() => _ = _desk.BillAsync()));
        }
    }

    protected override string? MissingFault() => _desk.Waiting == 0 ? "the print is not queued yet" : null;

    protected override string? MissingProgress() => _desk.Billed < BillsOfAHealthyDesk ? $"{_desk.Billed} bills were made" : null;
}

internal sealed class BillingDesk
{
    private readonly OneThreadScheduler _desk = new("billing");
    private int _billed;

    public int Billed => Volatile.Read(ref _billed);

    public int Waiting => _desk.Waiting;

    public void Begin(Action work) => _ = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _desk);

    public void Bill()
    {
        var print = Task.Factory.StartNew(Print, CancellationToken.None, TaskCreationOptions.None, _desk);
        print.Wait(); // marker: desk-blocks
        GC.KeepAlive(print); // a wait at the very end would be a jump in optimised code, and this method no longer on the stack
    }

    /// <summary>The repair: the thread is free while the bill is printed.</summary>
    public async Task BillAsync() => await Task.Factory.StartNew(Print, CancellationToken.None, TaskCreationOptions.None, _desk);

    private void Print() => Interlocked.Increment(ref _billed);
}

/// <summary>Runs tasks on one thread, one after the other, and never inside another.</summary>
internal sealed class OneThreadScheduler : TaskScheduler
{
    private readonly BlockingCollection<Task> _tasks = [];

    public OneThreadScheduler(string name) => new Thread(Work) { Name = name, IsBackground = true }.Start();

    public int Waiting => _tasks.Count;

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    private void Work()
    {
        foreach (var task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
