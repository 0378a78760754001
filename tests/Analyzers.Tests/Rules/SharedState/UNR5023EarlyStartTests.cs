using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5023EarlyStartAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5023EarlyStartFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Code that a constructor starts before the object is complete.</summary>
public sealed class UNR5023EarlyStartTests
{
    private static string Type(string members) => $$"""
        #nullable disable
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            string _name;
            object _gate;
            object _early = new();
            Thread _thread;
            Task _task;
            Timer _timer;
            void Use(object o) { }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("C(string name) { _thread = new Thread(Run); [|_thread.Start()|]; _name = name; } void Run() { Use(_name); }")]
    [InlineData("C(string name) { [|Task.Run(() => Use(_name))|]; _name = name; }")]
    [InlineData("C(string name) { _task = [|Task.Run(Run)|]; _name = name; } void Run() { Inner(); } void Inner() { Use(_name); }")]
    [InlineData("C(string name) { _timer = [|new Timer(_ => Use(_name), null, 0, 10)|]; this._name = name; }")]
    [InlineData("C() { _thread = new Thread(Run); [|_thread.Start()|]; _gate = new object(); } void Run() { lock (_gate) { } }")]
    [InlineData("C(string name) { [|ThreadPool.QueueUserWorkItem(_ => Use(_name))|]; _name = name; }")]
    [InlineData("C(string name) { [|new Thread(() => Use(_name)).Start()|]; _name = name; }")]
    public Task FieldSetAfterTheStart_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("C(string name) { _name = name; _thread = new Thread(Run); _thread.Start(); } void Run() { Use(_name); }")]
    [InlineData("C(string name) { _thread = new Thread(Run); _name = name; _thread.Start(); } void Run() { Use(_name); }")]
    [InlineData("C(string name) { _thread = new Thread(Run); _name = name; } void Run() { Use(_name); }")]
    [InlineData("C(string name) { Task.Run(() => Use(name)); _name = name; }")]
    [InlineData("C(string name) { Task.Run(() => Use(_early)); _early = name; }")]
    [InlineData("C(string name) { Task.Run(() => Use(_name)).Wait(); _name = name; }")]
    [InlineData("C(string name) { _timer = new Timer(_ => Use(_name), null, Timeout.Infinite, Timeout.Infinite); _name = name; }")]
    [InlineData("C(string name) { _timer = new Timer(_ => Use(_name)); _name = name; }")]
    [InlineData("C(string name) { _timer = new Timer(_ => Use(_name), null, Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(1)); _name = name; }")]
    [InlineData("C() { _task = Task.Run(() => Use(_task)); }")]
    [InlineData("void M(string name) { Task.Run(() => Use(_name)); _name = name; }")]
    [InlineData("C(string name) { Action a = () => Use(_name); _name = name; }")]
    [InlineData("C(string name) { _name = \"\"; Task.Run(() => Use(_name)); _name = name; }")]
    [InlineData("C(string name) : this() { Task.Run(() => Use(_name)); _name = name; } C() { _name = \"\"; }")]
    [InlineData("C(bool b, string name) { if (b) { Task.Run(() => Use(_name)); } else { _name = name; } }")]
    public Task StartOfACompleteObject_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_StartsLast() => Verify.Fix(
        Type("""
            C(string name)
                {
                    _thread = new Thread(Run);
                    [|_thread.Start()|];
                    _name = name;
                }

                void Run() { Use(_name); }
            """),
        Type("""
            C(string name)
                {
                    _thread = new Thread(Run);
                    _name = name;
                    _thread.Start();
                }

                void Run() { Use(_name); }
            """));

    [Fact]
    public Task Fix_IsNotOfferedBeforeAReturn() =>
        Verify.NoFix(Type("C(string name) { [|Task.Run(() => Use(_name))|]; _name = name; return; }"));
}
