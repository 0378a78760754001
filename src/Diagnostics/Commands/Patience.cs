using Spectre.Console;

namespace Unravel.Diagnostics.Commands;

/// <summary>Says what takes so long, when it does; what is quick goes by without a word.</summary>
internal static class Patience
{
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(500);

    /// <param name="what">What is being done, as <c>Reading process 4321</c>.</param>
    public static async Task<T> AwaitAsync<T>(Task<T> work, string what, IAnsiConsole progress, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pause = Task.Delay(s_silence, silence.Token);
        if (await Task.WhenAny(work, pause).ConfigureAwait(false) != work && !cancellation.IsCancellationRequested)
        {
            progress.WriteLine($"{what} ...");
        }

        await silence.CancelAsync().ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }
}
