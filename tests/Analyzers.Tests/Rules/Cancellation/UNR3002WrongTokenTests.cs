using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3002WrongTokenAnalyzer,
    Unravel.CodeFixes.Rules.Cancellation.UNR3002WrongTokenFix>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3002WrongTokenTests
{
    [Theory]
    [InlineData("await Parallel.ForEachAsync(many, token, async (x, inner) => await Task.Delay(x, [|token|]));", "await Parallel.ForEachAsync(many, token, async (x, inner) => await Task.Delay(x, inner));")]
    [InlineData("Func<CancellationToken, Task> f = inner => { [|token|].ThrowIfCancellationRequested(); return Task.CompletedTask; };", "Func<CancellationToken, Task> f = inner => { inner.ThrowIfCancellationRequested(); return Task.CompletedTask; };")]
    [InlineData("Task F(CancellationToken own) => Task.Delay(1, [|token|]); await F(token);", "Task F(CancellationToken own) => Task.Delay(1, own); await F(token);")]
    [InlineData("Func<CancellationToken, Task> f = inner => Task.Run(() => Task.Delay(1, [|token|]));", "Func<CancellationToken, Task> f = inner => Task.Run(() => Task.Delay(1, inner));")]
    [InlineData("var local = token; Func<CancellationToken, Task> f = inner => Task.Delay(1, [|local|]);", "var local = token; Func<CancellationToken, Task> f = inner => Task.Delay(1, inner);")]
    [InlineData("Func<CancellationToken, Task> f = async inner => { await Task.Delay(1, [|token|]); await Task.Delay(2, token); };", "Func<CancellationToken, Task> f = async inner => { await Task.Delay(1, inner); await Task.Delay(2, inner); };")]
    public Task TokenOfTheFunctionAround_IsReportedAndReplaced(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("await Parallel.ForEachAsync(many, token, async (x, inner) => await Task.Delay(x, inner));")]
    [InlineData("Func<CancellationToken, Task> f = inner => { using var both = CancellationTokenSource.CreateLinkedTokenSource(inner, token); return Task.Delay(1, both.Token); };")]
    [InlineData("Func<CancellationToken, Task> f = _ => Task.Delay(1, token);")] // left out on purpose
    [InlineData("Func<CancellationToken, Task> f = _inner => Task.Delay(1, token);")]
    [InlineData("Func<Task> f = () => Task.Delay(1, token);")] // has none of its own
    [InlineData("Func<CancellationToken, Task> f = inner => { inner.ThrowIfCancellationRequested(); return Task.Delay(1, token); };")] // knows both
    [InlineData("Func<CancellationToken, Task> f = inner => { CancellationToken own = default; return Task.Delay(1, own); };")]
    [InlineData("await Task.Delay(1, token);")]
    public Task OwnTokenOrAChoice_IsSilent(string statements) => Verify.Analyzer(In(statements));

    private static string In(string statements) =>
        BlockingSource.Class($"async Task M(int[] many, CancellationToken token) {{ await Task.Yield(); {statements} }}");
}
