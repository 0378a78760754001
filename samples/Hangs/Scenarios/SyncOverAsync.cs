namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A thread of its own blocks on a chain of async methods whose last one awaits a reply that never comes. In the
/// repaired form the replies come and nobody blocks.
/// </summary>
internal sealed class SyncOverAsync(bool faulty) : Scenario(faulty)
{
    private const int ReportsOfAHealthyPrinter = 20;

    private readonly ReportPrinter _printer = new();

    public override void Start()
    {
        if (Faulty)
        {
            Run("report-printer", _printer.Print);
        }
        else
        {
            _ = _printer.PrintForEverAsync();
            Run("mail-server", _printer.Deliver);
        }
    }

    protected override string? MissingFault() =>
        _printer.Asked == 0 ? "nobody asked for a reply yet" : base.MissingFault();

    protected override string? MissingProgress() =>
        _printer.Printed < ReportsOfAHealthyPrinter ? $"only {_printer.Printed} reports were printed" : null;
}

internal sealed class ReportPrinter
{
    private TaskCompletionSource<string> _reply = NewReply();
    private int _asked;
    private int _printed;
    private int _length;

    public int Asked => Volatile.Read(ref _asked);

    public int Printed => Volatile.Read(ref _printed);

    public void Print()
    {
        _length += LoadAsync().GetAwaiter().GetResult(); // marker: printer-blocks
        Interlocked.Increment(ref _printed);
    }

    public async Task PrintForEverAsync()
    {
        while (true)
        {
            _length += await LoadAsync();
            Interlocked.Increment(ref _printed);
        }
    }

    /// <summary>The other side, which the faulty form forgot to start.</summary>
    public void Deliver() => Interlocked.Exchange(ref _reply, NewReply()).TrySetResult("42 rows");

    private async Task<int> LoadAsync()
    {
        var rows = await QueryAsync(); // marker: load-awaits
        return rows.Length;
    }

    private async Task<string> QueryAsync()
    {
        var text = await ReceiveAsync(); // marker: query-awaits
        return text.Trim();
    }

    private async Task<string> ReceiveAsync()
    {
        var reply = Volatile.Read(ref _reply).Task;
        Interlocked.Increment(ref _asked);
        return await reply; // marker: receive-awaits
    }

    private static TaskCompletionSource<string> NewReply() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
