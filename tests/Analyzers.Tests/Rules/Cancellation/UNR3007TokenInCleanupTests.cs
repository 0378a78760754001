using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3007TokenInCleanupAnalyzer,
    Unravel.CodeFixes.Rules.Cancellation.UNR3007TokenInCleanupFix>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3007TokenInCleanupTests
{
    [Theory]
    [InlineData("try { } finally { await Undo([|token|]); }", "try { } finally { await Undo(CancellationToken.None); }")]
    [InlineData("try { } catch (OperationCanceledException) { await Undo([|token|]); throw; }", "try { } catch (OperationCanceledException) { await Undo(CancellationToken.None); throw; }")]
    [InlineData("try { } catch (TaskCanceledException) { await Undo(token: [|token|]).ConfigureAwait(false); }", "try { } catch (TaskCanceledException) { await Undo(token: CancellationToken.None).ConfigureAwait(false); }")]
    [InlineData("try { } finally { if (b) { _ = Undo([|token|]); } }", "try { } finally { if (b) { _ = Undo(CancellationToken.None); } }")]
    public Task TokenOfTheOperation_IsReportedAndReplaced(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("try { await Undo(token); } finally { }")]
    [InlineData("try { } finally { await Undo(CancellationToken.None); }")]
    [InlineData("try { } finally { using var c = new CancellationTokenSource(5000); await Undo(c.Token); }")]
    [InlineData("try { } finally { if (!token.IsCancellationRequested) { await Undo(token); } }")]
    [InlineData("try { } catch (OperationCanceledException) when (!token.IsCancellationRequested) { await Undo(token); }")] // a timeout
    [InlineData("try { } catch (Exception) { await Undo(token); }")] // a retry
    [InlineData("try { } catch (OperationCanceledException) { await Task.FromCanceled(token); }")]
    [InlineData("try { } catch (OperationCanceledException) { new TaskCompletionSource().TrySetCanceled(token); }")]
    [InlineData("await Undo(token);")]
    public Task TokenThatIsMeant_IsSilent(string statements) => Verify.Analyzer(In(statements));

    private static string In(string statements) =>
        BlockingSource.Class($"async Task M(bool b, CancellationToken token) {{ await Task.Yield(); {statements} }}\nTask Undo(CancellationToken token) => null!;");
}
