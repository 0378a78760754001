using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3001TokenNotForwardedAnalyzer,
    Unravel.CodeFixes.Rules.Cancellation.UNR3001TokenNotForwardedFix>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3001TokenNotForwardedTests
{
    [Theory]
    [InlineData("await Task.[|Delay|](1);", "await Task.Delay(1, token);")]
    [InlineData("await [|WorkAsync|]();", "await WorkAsync(token);")]
    [InlineData("await this.[|WorkAsync|](3);", "await this.WorkAsync(3, token);")]
    [InlineData("await [|OptionAsync|](1);", "await OptionAsync(1, token: token);")]
    [InlineData("await [|OptionAsync|](1, 2);", "await OptionAsync(1, 2, token);")]
    [InlineData("await OptionAsync(1, 2, [|default|]);", "await OptionAsync(1, 2, token);")]
    [InlineData("await OptionAsync(1, 2, [|default(CancellationToken)|]);", "await OptionAsync(1, 2, token);")]
    [InlineData("_ = await reader.[|ReadLineAsync|]();", "_ = await reader.ReadLineAsync(token);")] // of another task type
    [InlineData("var o = [|new ParallelOptions()|];", "var o = new ParallelOptions() { CancellationToken = token };")]
    [InlineData("var o = [|new ParallelOptions { MaxDegreeOfParallelism = 2 }|];", "var o = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = token };")]
    [InlineData("Func<Task> f = () => [|WorkAsync|]();", "Func<Task> f = () => WorkAsync(token);")]
    [InlineData("async Task F() => await [|WorkAsync|](); await F();", "async Task F() => await WorkAsync(token); await F();")]
    [InlineData("await [|GenericAsync|](1);", "await GenericAsync(1, token);")]
    public Task CallWithoutToken_IsReportedAndGetsIt(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("await WorkAsync(token);")]
    [InlineData("await WorkAsync(CancellationToken.None);")] // meant
    [InlineData("await OptionAsync(1, token: CancellationToken.None);")]
    [InlineData("try { await WorkAsync(token); } finally { await WorkAsync(); }")]
    [InlineData("try { await WorkAsync(token); } catch (OperationCanceledException) { await WorkAsync(); }")]
    [InlineData("await DisposeWorkAsync();")]
    [InlineData("Func<int, Task> f = x => WorkAsync();")] // has parameters of its own: may live longer
    [InlineData("Func<Task> f = static () => Static();")]
    [InlineData("await Task.Run(() => 1);")]
    [InlineData("await Task.Yield(); _ = reader.ReadLine();")]
    [InlineData("await ObsoleteAsync();")]
    [InlineData("await OtherAsync();")] // the overload takes something else besides
    [InlineData("var o = new ParallelOptions { CancellationToken = token };")]
    [InlineData("var o = new ParallelOptions(); o.CancellationToken = token;")]
    [InlineData("new SemaphoreSlim(1).Wait();")]
    [InlineData("await M(reader, CancellationToken.None);")]
    [InlineData("System.Linq.Expressions.Expression<Func<Task>> e = () => WorkAsync();")]
    [InlineData("var s = new TaskCompletionSource(); s.TrySetCanceled();")]
    public Task CallThatHasNoPlaceOrMeansIt_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData("async Task N() { await WorkAsync(); }")] // no token in scope
    [InlineData("async Task N(CancellationToken a, CancellationToken b) { await WorkAsync(); }")] // which one?
    [InlineData("async Task RollbackAsync(CancellationToken token) { await WorkAsync(); }")]
    [InlineData("Task RetryAsync(CancellationToken token) => Task.CompletedTask; Task RetryAsync() => Task.CompletedTask; async Task N(CancellationToken _) => await WorkAsync();")]
    [InlineData("Task LoadAsync() => LoadAsync(1); Task LoadAsync(int x) => null!; Task LoadAsync(int x, CancellationToken token) => LoadAsync(x);")] // would call itself
    public Task NoTokenOrNoSense_IsSilent(string member) => Verify.Analyzer(In("", member));

    [Fact]
    public Task TokenOfARequest_IsInScope() => Verify.Fix(
        In("", "async Task N(Microsoft.AspNetCore.Http.HttpContext context) { await [|WorkAsync|](); }") + Http,
        In("", "async Task N(Microsoft.AspNetCore.Http.HttpContext context) { await WorkAsync(context.RequestAborted); }") + Http);

    [Fact]
    public Task WhatTheSdkRuleSees_IsLeftToIt() => Verify.Analyzer(
        In("await WorkAsync(); await OptionAsync(1, 2, [|default|]);", "async Task N(Microsoft.AspNetCore.Http.HttpContext context) { await [|WorkAsync|](); }") + Http,
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.TargetFramework = net8.0")));

    private const string Http =
        "\nnamespace Microsoft.AspNetCore.Http { public abstract class HttpContext { public System.Threading.CancellationToken RequestAborted => default; } }";

    private static string In(string statements, string member = "") => "using System.IO;\n" + BlockingSource.Class(
        $$"""
        async Task M(StreamReader reader, CancellationToken token)
        {
            await Task.Yield();
            {{statements}}
        }

        {{member}}
        Task WorkAsync() => null!;
        Task WorkAsync(CancellationToken token) => null!;
        Task WorkAsync(int x) => null!;
        Task WorkAsync(int x, CancellationToken token) => null!;
        Task OptionAsync(int x, int y = 0, CancellationToken token = default) => null!;
        Task<T> GenericAsync<T>(T x) => null!;
        Task<T> GenericAsync<T>(T x, CancellationToken token) => null!;
        Task DisposeWorkAsync() => null!;
        Task DisposeWorkAsync(CancellationToken token) => null!;
        Task ObsoleteAsync() => null!;
        [Obsolete] Task ObsoleteAsync(CancellationToken token) => null!;
        Task OtherAsync() => null!;
        Task OtherAsync(int x, CancellationToken token) => null!;
        static Task Static() => null!;
        static Task Static(CancellationToken token) => null!;
        """);
}
