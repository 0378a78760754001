using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2007NestedTaskAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2007NestedTaskFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2007NestedTaskTests
{
    [Theory]
    [InlineData("await [|Task.Factory.StartNew(async () => await Work())|];")]
    [InlineData("await [|Task.Factory.StartNew(async () => await Work())|].ConfigureAwait(false);")]
    [InlineData("await [|Task.Factory.StartNew(() => Work())|];")]
    [InlineData("Task t = [|Task.Factory.StartNew(async () => await Work())|]; await t;")]
    [InlineData("var t = [|Task.Factory.StartNew(async () => await Work())|]; await t;")]
    [InlineData("await Task.WhenAll([|Task.Factory.StartNew(async () => await Work())|], Work());")]
    [InlineData("var all = new List<Task>(); all.Add([|Task.Factory.StartNew(async () => await Work())|]); await Task.WhenAll(all);")]
    [InlineData("await [|Work().ContinueWith(async t => await Work())|];")]
    [InlineData("await [|Task.Factory.StartNew(async () => await Work(), TaskCreationOptions.LongRunning)|].Unwrap();")]
    [InlineData("var t = [|Task.Factory.StartNew(async () => await Work(), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default)|]; await await t;")]
    [InlineData("await [|Twice()|]; Task<Task> Twice() => null!;")]
    [InlineData("Func<Task> f = () => [|Task.Factory.StartNew(async () => await Work())|];")]
    public Task LostInnerTask_IsReported(string statement) => Verify.Analyzer(AsyncSource.Statements(statement));

    [Theory]
    [InlineData("await Task.Run(async () => await Work());")]
    [InlineData("await Task.Factory.StartNew(async () => await Work()).Unwrap();")]
    [InlineData("await await Task.Factory.StartNew(async () => await Work());")]
    [InlineData("var inner = await Task.Factory.StartNew(async () => await Work()); await inner;")]
    [InlineData("var t = Task.Factory.StartNew(async () => await Work()); await t.Unwrap();")]
    [InlineData("var t = Task.Factory.StartNew(async () => await Work()); await t; await t.Result;")]
    [InlineData("await Task.Factory.StartNew(() => { });")]
    [InlineData("await Task.Factory.StartNew(() => 1, TaskCreationOptions.LongRunning);")]
    [InlineData("await Task.WhenAny(Work(), Work());")]
    [InlineData("Task t = Task.WhenAny(Work(), Work()); await t;")]
    [InlineData("await FirstOfAny(); Task<Task> FirstOfAny() => null!;")]
    [InlineData("await Work().ContinueWith(t => { });")]
    [InlineData("await Odd(); Strange<Task> Odd() => new();", "class Strange<T> { public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default; }")] // AsyncFixer: custom awaiters
    public Task InnerTaskIsMeant_IsSilent(string statement, string more = "") => Verify.Analyzer(AsyncSource.Statements(statement) + "\n" + more);

    [Theory]
    [InlineData("await [|Task.Factory.StartNew(async () => await Work())|];", "await Task.Run(async () => await Work());")]
    [InlineData("await [|Task.Factory.StartNew(async () => await Work(), CancellationToken.None)|];", "await Task.Run(async () => await Work(), CancellationToken.None);")]
    [InlineData("Task t = [|Task.Factory.StartNew(async () => await Work(), TaskCreationOptions.LongRunning)|]; await t;", "Task t = Task.Run(async () => await Work()); await t;")]
    [InlineData("await [|Task.Factory.StartNew(async o => await Work(), list)|];", "await Task.Factory.StartNew(async o => await Work(), list).Unwrap();")]
    [InlineData("await [|Work().ContinueWith(async t => await Work())|];", "await Work().ContinueWith(async t => await Work()).Unwrap();")]
    [InlineData("await [|Twice()|]; Task<Task> Twice() => null!;", "await await Twice(); Task<Task> Twice() => null!;")]
    public Task NestedTask_IsUnwrapped(string before, string after) => Verify.Fix(AsyncSource.Statements(before), AsyncSource.Statements(after));
}
