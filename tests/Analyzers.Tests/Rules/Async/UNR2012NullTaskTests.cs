using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2012NullTaskAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2012NullTaskFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2012NullTaskTests
{
    [Theory]
    [InlineData("Task M() { return [|null|]; }")]
    [InlineData("Task M() => [|null|];")]
    [InlineData("Task<int> M() { return [|default|]; }")]
    [InlineData("Task<int> M() { return [|default(Task<int>)|]; }")]
    [InlineData("Task M(C c) => [|c?.Work()|];")]
    [InlineData("Task M(bool b) => b ? [|null|] : Work();")]
    [InlineData("Task M(C c) => c.Kept ?? [|null|]; Task Kept;")]
    [InlineData("Task M(int i) => i switch { 1 => Work(), _ => [|null|] };")]
    [InlineData("void M() { F(); Task F() => [|null|]; }")]
    [InlineData("void M() { Func<Task> f = () => [|null|]; }")]
    [InlineData("async Task M() { await Work(); Func<Task> f = () => { return [|null|]; }; }")]
    public Task NullForTask_IsReported(string member) => Verify.Analyzer(AsyncSource.Oblivious(member));

    [Theory]
    [InlineData("async Task<string> M() { await Work(); return null; }")]
    [InlineData("ValueTask M() => default;")]
    [InlineData("string M() => null;")]
    [InlineData("object M() => null;")]
    [InlineData("Task P => null;")]
    [InlineData("Task M() { Func<string> f = () => null; return Work(); }")] // the innermost function
    [InlineData("Task M(C c) => c?.Work() ?? Task.CompletedTask;")]
    [InlineData("Task M() => null!;")]
    [InlineData("void M() { SetUp(() => null); } void SetUp(Func<Task> f) { }")]
    [InlineData("void M() { Expression<Func<Task>> e = () => null; }")]
    [InlineData("async Task<Task> M() { await Work(); return null; }")]
    public Task NoTaskOrMeant_IsSilent(string member) => Verify.Analyzer(AsyncSource.Oblivious(member));

    [Theory]
    [InlineData("Task? M() => null;")]
    [InlineData("Task M() => {|CS8603:null|};")]
    [InlineData("Task M(C? c) => {|CS8603:c?.Work()|};")]
    public Task WhereTheCompilerFollowsNull_IsSilent(string member) => Verify.Analyzer(
        AsyncSource.Class(member),
        test => test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.Warnings);

    [Theory]
    [InlineData("Task M() { return [|null|]; }", "Task M() { return Task.CompletedTask; }")]
    [InlineData("Task<int> M() => [|null|];", "Task<int> M() => Task.FromResult(default(int));")]
    [InlineData("Task<List<string>> M() => [|default|];", "Task<List<string>> M() => Task.FromResult(default(List<string>));")]
    [InlineData("Task M(C c) => [|c?.Work()|];", "Task M(C c) => c?.Work() ?? Task.CompletedTask;")]
    [InlineData("Task M(bool b) => b ? [|null|] : Work();", "Task M(bool b) => b ? Task.CompletedTask : Work();")]
    [InlineData("void M() { Func<Task> f = () => [|null|]; Func<Task> g = () => [|null|]; }", "void M() { Func<Task> f = () => Task.CompletedTask; Func<Task> g = () => Task.CompletedTask; }")]
    public Task Null_BecomesCompletedTask(string before, string after) => Verify.Fix(AsyncSource.Oblivious(before), AsyncSource.Oblivious(after));
}
