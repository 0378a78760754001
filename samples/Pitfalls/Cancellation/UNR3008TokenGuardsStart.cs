namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>Once begun, the index is built to its end.</summary>
public sealed class UNR3008TokenGuardsStart(Action<string> index)
{
    public Task BuildAsync(string[] files, CancellationToken token) =>
        Task.Run(
            () =>
            {
                foreach (var file in files)
                {
                    index(file);
                }
            },
            token); // UNR3008
}

/// <summary>It stops at the next file.</summary>
public sealed class UNR3008TokenGuardsStartRepaired(Action<string> index)
{
    public Task BuildAsync(string[] files, CancellationToken token) =>
        Task.Run(
            () =>
            {
                foreach (var file in files)
                {
                    token.ThrowIfCancellationRequested();
                    index(file);
                }
            },
            token);
}
