namespace Unravel.Samples.Pitfalls.Async;

/// <summary>A reader that starts the next read early, and keeps it in a field that two methods may await.</summary>
public sealed class UNR2017ValueTaskKept(Stream stream)
{
    private readonly byte[] _buffer = new byte[4096];
    private ValueTask<int> _next;

    public void Prefetch(CancellationToken token) => _next = stream.ReadAsync(_buffer, token); // UNR2017

    public async Task<int> NextAsync() => await _next;
}

/// <summary>A task may be awaited as often as one likes.</summary>
public sealed class UNR2017ValueTaskKeptRepaired(Stream stream)
{
    private readonly byte[] _buffer = new byte[4096];
    private Task<int> _next = Task.FromResult(0);

    public void Prefetch(CancellationToken token) => _next = stream.ReadAsync(_buffer, token).AsTask();

    public async Task<int> NextAsync() => await _next;
}
