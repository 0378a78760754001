// unravel.UNR2022.mode = library

namespace Unravel.Samples.Pitfalls.Async;

/// <summary>A library that comes back to its caller's context, where a caller that blocks is waiting for it.</summary>
public sealed class UNR2022ContextPolicy
{
    public async Task SaveAsync(Stream stream)
    {
        await stream.FlushAsync(); // UNR2022
    }
}

/// <summary>It needs no context, so it goes on where it is.</summary>
public sealed class UNR2022ContextPolicyRepaired
{
    public async Task SaveAsync(Stream stream)
    {
        await stream.FlushAsync().ConfigureAwait(false);
    }
}
