using Spectre.Console.Testing;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Tests.Rendering;

namespace Unravel.Diagnostics.Tests.Commands;

public sealed class ProcessWatchTests
{
    [Fact(Timeout = 10_000)]
    public async Task FirstLook_IsShownBeforeTheSecond()
    {
        using var console = new TestConsole { Profile = { Width = 80, Height = 25 } };
        console.EmitAnsiSequences().Interactive();
        var watch = new ProcessWatch(() => Task.FromResult(Situations.LockOrder.Build()), TimeSpan.FromHours(1), () => null);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var shown = watch.ShowAsync(console, end.Token);
        while (!console.Output.Contains("UNR4001", StringComparison.Ordinal))
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shown);
    }
}
