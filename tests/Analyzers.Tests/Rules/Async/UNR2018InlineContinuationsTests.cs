using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2018InlineContinuationsAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2018InlineContinuationsFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2018InlineContinuationsTests
{
    [Theory]
    [InlineData("var s = [|new TaskCompletionSource<int>()|];", "var s = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);")]
    [InlineData("TaskCompletionSource s = [|new()|];", "TaskCompletionSource s = new(TaskCreationOptions.RunContinuationsAsynchronously);")]
    [InlineData("var s = [|new TaskCompletionSource<int>(state)|];", "var s = new TaskCompletionSource<int>(state, TaskCreationOptions.RunContinuationsAsynchronously);")]
    [InlineData("var s = [|new TaskCompletionSource<int>(TaskCreationOptions.None)|];", "var s = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);")]
    [InlineData("var s = [|new TaskCompletionSource<int>(state, TaskCreationOptions.AttachedToParent)|];", "var s = new TaskCompletionSource<int>(state, TaskCreationOptions.AttachedToParent | TaskCreationOptions.RunContinuationsAsynchronously);")]
    [InlineData("var s = [|new TaskCompletionSource<int>(TaskContinuationOptions.RunContinuationsAsynchronously)|];", "var s = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);")]
    [InlineData("var s = [|new TaskCompletionSource<int> { }|];", "var s = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously) { };")]
    [InlineData("var s = /* a */ [|new TaskCompletionSource<int>()|] /* b */;", "var s = /* a */ new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously) /* b */;")]
    public Task SourceWithoutFlag_IsReportedAndGetsIt(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("_ = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);")]
    [InlineData("_ = new TaskCompletionSource(state, TaskCreationOptions.AttachedToParent | TaskCreationOptions.RunContinuationsAsynchronously);")]
    [InlineData("_ = new TaskCompletionSource<int>(options);")] // may have the flag
    [InlineData("_ = new TaskCompletionSource<int>(state, options);")]
    [InlineData("const TaskCreationOptions Both = (TaskCreationOptions)64; _ = new TaskCompletionSource<int>(Both);")]
    [InlineData("_ = new List<int>();")]
    [InlineData("_ = Task.CompletedTask;")]
    [InlineData("TaskCompletionSource<int>? none = null;")]
    public Task OtherSources_AreSilent(string statement) => Verify.Analyzer(In(statement));

    [Fact]
    public Task FixAll_RepairsEachSource() => Verify.Fix(
        In("var a = [|new TaskCompletionSource()|]; var b = [|new TaskCompletionSource()|];"),
        In("var a = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously); var b = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);"));

    [Fact]
    public Task WrongEnum_IsLeftToTheSdk() => Verify.Analyzer(
        In("_ = new TaskCompletionSource<int>(TaskContinuationOptions.None); _ = [|new TaskCompletionSource<int>()|];"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.TargetFramework = net10.0")));

    private static string In(string statement) => BlockingSource.Class($"void M(object state, TaskCreationOptions options) {{ {statement} }}");
}
