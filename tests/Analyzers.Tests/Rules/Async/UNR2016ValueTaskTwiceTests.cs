using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2016ValueTaskTwiceAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2016ValueTaskTwiceFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2016ValueTaskTwiceTests
{
    [Theory]
    [InlineData("await v; await [|v|];")]
    [InlineData("_ = await v.ConfigureAwait(false); _ = await [|v|].ConfigureAwait(false);")]
    [InlineData("var t = v.AsTask(); _ = [|v|].AsTask();")]
    [InlineData("_ = await v; _ = [|v|].Result;")]
    [InlineData("var w = Get(); if (b) { await w; } else { _ = w.AsTask(); } await [|w|];")]
    [InlineData("var w = Get(); try { await w; } finally { b = false; } await [|w|];")]
    [InlineData("Use(v); await [|v|];")]
    [InlineData("var w = Get(); await w; Use([|w|]);")]
    [InlineData("var w = Get(); foreach (var i in many) { await [|w|]; }")]
    [InlineData("var w = Get(); while (b) { _ = [|w|].AsTask(); }")]
    [InlineData("Func<Task> f = async () => { var w = Get(); await w; await [|w|]; };")]
    public Task SecondUse_IsReported(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData("await v;")]
    [InlineData("await Get(); await Get();")] // sonar-dotnet#6779: two operations of one receiver
    [InlineData("var w = Get(); await w; w = Get(); await w;")]
    [InlineData("_ = v.IsCompletedSuccessfully ? v.Result : await v;")]
    [InlineData("if (v.IsCompleted) { _ = v.Result; } else { _ = await v; }")]
    [InlineData("if (b) { await v; } else { await v; }")]
    [InlineData("if (b) { await v; return; } await v;")]
    [InlineData("if (b) { await v; } if (!b) { await v; }")] // the paths exclude each other
    [InlineData("var w = Get().Preserve(); await w; await w;")]
    [InlineData("var w = new ValueTask<int>(1); await w; await w;")]
    [InlineData("var w = b ? ValueTask.FromResult(1) : new ValueTask<int>(2); await w; await w;")]
    [InlineData("foreach (var i in many) { var w = Get(); await w; }")]
    [InlineData("var w = Get(); while (true) { await w; break; }")]
    [InlineData("var w = Get(); while (true) { await w; w = Get(); }")]
    [InlineData("var w = Get(); while (b) { if (many.Length == 1) { await w; } }")]
    [InlineData("var t = v.AsTask(); await t; await t;")]
    [InlineData("_ = v.IsCompleted; _ = v.IsFaulted; await v;")]
    [InlineData("_ = nameof(v.Result); await v;")]
    public Task OneUseOfEachValue_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData("var w = Get(); await w; await [|w|];", "var w = Get().Preserve(); await w; await w;")]
    [InlineData("ValueTask<int> w = Get(); await w; _ = [|w|].AsTask();", "ValueTask<int> w = Get().Preserve(); await w; _ = w.AsTask();")]
    public Task Fix_PreservesTheValueTask(string before, string after) => Verify.Fix(In(before), In(after));

    [Fact]
    public Task Parameter_HasNoFix() => Verify.NoFix(In("await v; await [|v|];"));

    [Fact]
    public Task WhereTheSdkRuleIsOn_ItSpeaks() => Verify.Analyzer(
        In("var w = Get(); await w; await w; await v; await [|v|];"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.CA2012.severity = warning")));

    private static string In(string statements) => BlockingSource.Class(
        $$"""
        async Task M(ValueTask<int> v, int[] many, bool b)
        {
            await Task.Yield();
            {{statements}}
        }

        ValueTask<int> Get() => default;
        void Use(ValueTask<int> v) { }
        """);
}
