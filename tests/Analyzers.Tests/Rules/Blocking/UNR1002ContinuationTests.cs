using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1002BlockingInSyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1002BlockingInSyncFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

/// <summary>Functions that are called back with the task, and quick ways that give none that waits.</summary>
public class UNR1002ContinuationTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Runtime.CompilerServices;
        using System.Threading.Tasks;

        unsafe class C
        {
            static readonly Task<bool> s_true = Task.FromResult(true);
            static readonly Task<bool> s_work = Task.Run(() => true);
            static Task<bool> s_open = Task.FromResult(true);
            static void Later(Task task, delegate*<Task, void> then) { }
            static void LaterOf(Task<int> task, delegate*<Task<int>, int> then) { }
            static void Keep(Action<Task<int>> then) { }
            int _n;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M(Task<int> t) { Later(t, &Done); static void Done(Task task) { Console.WriteLine(((Task<int>)task).Result); } }")]
    [InlineData("void M(Task<int> t) { Later(t, &Done); static void Done(Task task) { Console.WriteLine(Unsafe.As<Task<int>>(task).Result); } }")]
    [InlineData("void M(Task<int> t) { Later(t, &Done); static void Done(Task task) { Console.WriteLine(new ValueTask<int>(Unsafe.As<Task<int>>(task)).Result); } }")]
    [InlineData("void M(Task<int> t) { LaterOf(t, &Done); static int Done(Task<int> task) => task.GetAwaiter().GetResult(); }")]
    [InlineData("void M(Task<int> t) { t.ContinueWith(Done); static void Done(Task<int> task) { Console.WriteLine(task.Result); } }")]
    public Task FunctionThatIsOnlyCalledBack_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M(Task<int> t) { Later(t, &Done); Done(t); static void Done(Task task) { Console.WriteLine(((Task<int>)task).[|Result|]); } }")] // called by name too
    [InlineData("void M(Task<int> t) { Keep(Done); void Done(Task<int> task) { Console.WriteLine(task.[|Result|]); } }")] // who knows when
    [InlineData("void M(Task<int> t) { Later(t, &Done); static void Done(Task task) { Console.WriteLine(s_work.[|Result|]); } }")] // another task
    [InlineData("void M(Task<int> t) { Done(t); static void Done(Task task) { task.[|Wait|](); } }")]
    public Task FunctionThatMayBeCalledBefore_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("Task<bool>? Try() { if (_n == 0) { return s_true; } return _n > 1 ? Task.FromResult(false) : null; } bool M() => Try()?.Result ?? false;")]
    [InlineData("Task<bool>? Try() => _n > 1 ? s_true : default; bool M() { return Try()!.Result; }")]
    [InlineData("Task? Try() { Func<Task> f = () => { return Task.Delay(1); }; f(); if (_n > 1) { return null; } return Task.CompletedTask; } void M() => Try()?.Wait();")]
    [InlineData("Task<bool>? Try() => _n switch { 0 => s_true, 1 => (Task.FromResult(false)), 2 => null, _ => throw new InvalidOperationException() }; bool M() => Try()!.GetAwaiter().GetResult();")]
    public Task MethodThatGivesACompleteTaskOrNone_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("Task<bool>? Try() { if (_n == 0) { return s_true; } return _n > 1 ? s_work : null; } bool M() => Try()?.[|Result|] ?? false;")]
    [InlineData("Task<bool>? Try() => _n > 1 ? s_open : null; bool M() => Try()!.[|Result|];")] // can be replaced
    [InlineData("protected virtual Task<bool>? Try() => _n > 1 ? s_true : null; bool M() => Try()!.[|Result|];")] // so can it
    [InlineData("Task<bool>? Try() => null; bool M() => Try()?.[|Result|] ?? false;")] // says nothing
    [InlineData("Task<bool> Try() => s_true; bool M() => Try().[|Result|];")] // may be a stub that will once do the work
    public Task MethodThatMayGiveAnother_IsReported(string members) => Verify.Analyzer(Type(members));
}
