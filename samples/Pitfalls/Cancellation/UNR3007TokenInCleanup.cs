namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>When the copy is canceled, the last block is lost: the flush sees the canceled token and does nothing.</summary>
public sealed class UNR3007TokenInCleanup
{
    public async Task CopyAsync(Stream from, Stream to, CancellationToken token)
    {
        try
        {
            await from.CopyToAsync(to, token);
        }
        finally
        {
            await to.FlushAsync(token); // UNR3007
        }
    }
}

/// <summary>What was copied is written, whoever cancels.</summary>
public sealed class UNR3007TokenInCleanupRepaired
{
    public async Task CopyAsync(Stream from, Stream to, CancellationToken token)
    {
        try
        {
            await from.CopyToAsync(to, token);
        }
        finally
        {
            await to.FlushAsync(CancellationToken.None);
        }
    }
}
