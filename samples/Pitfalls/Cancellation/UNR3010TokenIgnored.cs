namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>The button to stop the import does nothing.</summary>
public sealed class UNR3010TokenIgnored(Action<string> add)
{
    public void Import(IEnumerable<string> rows, CancellationToken token) // UNR3010
    {
        foreach (var row in rows)
        {
            add(row);
        }
    }
}

/// <summary>It stops at the next row.</summary>
public sealed class UNR3010TokenIgnoredRepaired(Action<string> add)
{
    public void Import(IEnumerable<string> rows, CancellationToken token)
    {
        foreach (var row in rows)
        {
            token.ThrowIfCancellationRequested();
            add(row);
        }
    }
}
