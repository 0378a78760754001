using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3003SwallowedCancellationAnalyzer,
    Unravel.CodeFixes.Rules.Cancellation.UNR3003SwallowedCancellationFix>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3003SwallowedCancellationTests
{
    [Theory]
    [InlineData("while (true) { try { await Work(token); } [|catch|] (Exception e) { Log(e); } }", "while (true) { try { await Work(token); } catch (Exception e) when (e is not OperationCanceledException) { Log(e); } }")]
    [InlineData("foreach (var i in many) { try { await Work(token); } [|catch|] { } }", "foreach (var i in many) { try { await Work(token); } catch (Exception exception) when (exception is not OperationCanceledException) { } }")]
    [InlineData("for (;;) { try { token.ThrowIfCancellationRequested(); } [|catch|] (Exception) { } }", "for (;;) { try { token.ThrowIfCancellationRequested(); } catch (Exception exception) when (exception is not OperationCanceledException) { } }")]
    [InlineData("do { try { await Work(token); } catch (TimeoutException) { } [|catch|] (Exception e) { Log(e); continue; } } while (b);", "do { try { await Work(token); } catch (TimeoutException) { } catch (Exception e) when (e is not OperationCanceledException) { Log(e); continue; } } while (b);")]
    [InlineData("foreach (var one in new List<System.IO.Stream>()) { try { await Work(token); await one.FlushAsync(token); } [|catch|] (Exception e) { Log(e); } }", "foreach (var one in new List<System.IO.Stream>()) { try { await Work(token); await one.FlushAsync(token); } catch (Exception e) when (e is not OperationCanceledException) { Log(e); } }")]
    public Task LoopThatGoesOn_IsReportedAndGetsAFilter(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("while (!token.IsCancellationRequested) { try { await Work(token); } catch (Exception e) { Log(e); } }")]
    [InlineData("while (true) { try { await Work(token); } catch (OperationCanceledException) { throw; } catch (Exception e) { Log(e); } }")]
    [InlineData("while (true) { try { await Work(token); } catch (Exception e) when (e is not OperationCanceledException) { Log(e); } }")]
    [InlineData("while (true) { try { await Work(token); } catch (Exception e) { Log(e); break; } }")]
    [InlineData("while (true) { try { await Work(token); } catch (Exception e) { Log(e); throw; } }")]
    [InlineData("while (true) { try { await Work(token); } catch (Exception e) { if (token.IsCancellationRequested) { return; } Log(e); } }")]
    [InlineData("while (true) { try { await Work(token); } catch (Exception e) { Log(e); await Task.Delay(1, token); } }")] // throws the next time
    [InlineData("while (true) { try { await Work(token); } catch (Exception e) { Log(e); } await Task.Delay(1, token); }")]
    [InlineData("while (true) { try { await Work(CancellationToken.None); } catch (Exception e) { Log(e); } }")]
    [InlineData("while (true) { try { await Work(default); } catch (Exception e) { Log(e); } }")]
    [InlineData("while (true) { try { await Work(token); } catch (Exception e) { Fail(e); } [System.Diagnostics.CodeAnalysis.DoesNotReturn] static void Fail(Exception e) => throw new InvalidOperationException(\"a\", e); }")]
    [InlineData("foreach (var one in new List<Func<CancellationToken, Task>>()) { try { await one.Invoke(token); } catch (Exception e) { Log(e); } }")] // each is told, whatever the others do
    [InlineData("foreach (var one in new List<(System.IO.Stream Out, int)>()) { try { await one.Out.FlushAsync(token); } catch (Exception e) { Log(e); } }")]
    [InlineData("try { await Work(token); } catch (Exception e) { Log(e); }")] // no loop
    [InlineData("while (true) { try { await Work(token); } catch (InvalidOperationException e) { Log(e); } }")]
    [InlineData("while (true) { try { await Work(token); } catch (Exception e) { if (e is OperationCanceledException) { return; } Log(e); } }")]
    public Task LoopThatStops_IsSilent(string statements) => Verify.Analyzer(In(statements));

    private static string In(string statements) => BlockingSource.Class(
        $"async Task M(int[] many, bool b, CancellationToken token) {{ await Task.Yield(); {statements} }}\nTask Work(CancellationToken token) => null!; void Log(Exception e) {{ }}");
}
