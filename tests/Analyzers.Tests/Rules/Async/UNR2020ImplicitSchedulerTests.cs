using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2020ImplicitSchedulerAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2020ImplicitSchedulerFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2020ImplicitSchedulerTests
{
    [Theory]
    [InlineData("t.[|ContinueWith|](x => 1);", "t.ContinueWith(x => 1, TaskScheduler.Default);")]
    [InlineData("t.[|ContinueWith|](x => 1, token);", "t.ContinueWith(x => 1, token, TaskContinuationOptions.None, TaskScheduler.Default);")]
    [InlineData("t.[|ContinueWith|](x => 1, TaskContinuationOptions.LongRunning);", "t.ContinueWith(x => 1, CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);")]
    [InlineData("Task.Factory.[|StartNew|](() => 1);", "Task.Factory.StartNew(() => 1, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);")]
    [InlineData("Task.Factory.[|StartNew|](() => 1, token);", "Task.Factory.StartNew(() => 1, token, TaskCreationOptions.None, TaskScheduler.Default);")]
    [InlineData("Task.Factory.[|StartNew|](() => 1, TaskCreationOptions.LongRunning);", "Task.Factory.StartNew(() => 1, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);")]
    [InlineData("Task.Factory.[|StartNew|](o => 1, this);", "Task.Factory.StartNew(o => 1, this, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);")]
    public Task WithoutScheduler_IsReportedAndGetsOne(string before, string after) => Verify.Fix(In(before), In(after), Enable);

    [Theory]
    [InlineData("t.ContinueWith(x => 1, TaskScheduler.Default);")]
    [InlineData("t.ContinueWith(x => 1, TaskContinuationOptions.ExecuteSynchronously);")]
    [InlineData("Task.Factory.StartNew(() => 1, token, TaskCreationOptions.None, TaskScheduler.Current);")]
    [InlineData("own.StartNew(() => 1);")] // has a scheduler of its own
    [InlineData("Task.Run(() => 1);")]
    [InlineData("Task.Factory.StartNew(async () => await t);")] // UNR2007
    public Task WithScheduler_IsSilent(string statement) => Verify.Analyzer(In(statement), Enable);

    private static void Enable<T>(T test)
        where T : Microsoft.CodeAnalysis.Testing.AnalyzerTest<Microsoft.CodeAnalysis.Testing.DefaultVerifier> =>
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.UNR2020.severity = warning"));

    private static string In(string statement) => BlockingSource.Class($"void M(Task<int> t, TaskFactory own, CancellationToken token) {{ {statement} }}");
}
