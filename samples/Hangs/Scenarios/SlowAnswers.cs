using System.Runtime.CompilerServices;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: every kind of async call waits for a timer that will fire: pooled ValueTask methods, async void, a
/// combination, a continuation. Three hundred of them wait at any moment, each for a timer of its own.
/// </summary>
internal sealed class SlowAnswers(bool faulty) : Scenario(faulty)
{
    private const int Calls = 100;

    private readonly PostOffice _office = new();

    public override void Start()
    {
        for (var i = 0; i < Calls; i++)
        {
            _ = _office.SendAsync();
            _ = _office.CombineAsync();
            _office.Notify();
        }
    }

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() =>
        _office.Waiting < 3 * Calls ? $"only {_office.Waiting} calls wait" : null;
}

internal sealed class PostOffice
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(15);

    private int _waiting;

    public int Waiting => Volatile.Read(ref _waiting);

    public async Task SendAsync() => await StampAsync();

    public async Task CombineAsync()
    {
        Interlocked.Increment(ref _waiting);
        await Task.WhenAll(Task.Delay(s_long), Task.Delay(s_long).ContinueWith(_ => Interlocked.Decrement(ref _waiting)));
    }

    public async void Notify()
    {
        Interlocked.Increment(ref _waiting);
        await Task.Delay(s_long);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask StampAsync()
    {
        Interlocked.Increment(ref _waiting);
        await Task.Delay(s_long);
    }
}
