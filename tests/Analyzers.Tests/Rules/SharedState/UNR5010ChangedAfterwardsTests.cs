using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5010ChangedAfterwardsAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5010ChangedAfterwardsFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Variables that started code captures and that change after the start.</summary>
public sealed class UNR5010ChangedAfterwardsTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            void Use(object? o) { }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { Task.Run(() => Use([|i|])); } }")]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { new Thread(() => Use([|i|])).Start(); } }")]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { ThreadPool.QueueUserWorkItem(_ => { Use([|i|]); Use(1); }); } }")]
    [InlineData("void M() { for (int i = 0, j = 9; i < 3; i++, j--) { Task.Factory.StartNew(() => Use([|i|])); } }")]
    [InlineData("async Task M() { var ts = new List<Task>(); for (var i = 0; i < 3; i++) { ts.Add(Task.Run(async () => { await Task.Yield(); Use([|i|]); })); } await Task.WhenAll(ts); }")]
    [InlineData("async Task M() { var ts = new Task[3]; for (var i = 0; i < 3; i++) { ts[i] = Task.Run(() => Use([|i|])); } await Task.WhenAll(ts); }")]
    [InlineData("void M(TextReader r) { string? line; while ((line = r.ReadLine()) != null) { Task.Run(() => Use([|line|])); } }")]
    [InlineData("void M(string a, string b) { var name = a; Task.Run(() => Use([|name|])); name = b; }")]
    [InlineData("void M(string a, string b) { Task.Run(() => Use([|a|])); a = b; }")]
    [InlineData("void M() { var i = 0; while (i < 3) { Task.Run(() => Use([|i|])); i++; } }")]
    public Task VariableThatChangesAfterTheStart_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { var copy = i; Task.Run(() => Use(copy)); } }")]
    [InlineData("void M(int[] xs) { foreach (var x in xs) { Task.Run(() => Use(x)); } }")]
    [InlineData("async Task M() { for (var i = 0; i < 3; i++) { await Task.Run(() => Use(i)); } }")]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { var t = Task.Run(() => Use(i)); t.Wait(); } }")]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { var t = new Thread(() => Use(i)); t.Start(); t.Join(); } }")]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { Parallel.For(0, 9, j => Use(i)); } }")]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { Task.Factory.StartNew(n => Use(n), i); } }")]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { if (i == 2) { Task.Run(() => Use(i)); break; } } }")]
    [InlineData("void M() { for (var i = 0; i < 3; i++) { Action a = () => Use(i); a(); } }")]
    [InlineData("void M(string a, string b) { var name = a; name = b; Task.Run(() => Use(name)); }")]
    [InlineData("async Task M(string a, string b) { var name = a; await Task.Run(() => Use(name)); name = b; }")]
    [InlineData("async Task M(string a, string b) { var name = a; var t = Task.Run(() => Use(name)); await t; name = b; }")]
    [InlineData("void M() { var stop = false; Task.Run(() => { while (!stop) { } }); stop = true; }")]
    [InlineData("void M() { var done = 0; Task.Run(() => { while (true) { Use(done); } }); done = DateTime.Now.Day; }")]
    [InlineData("void M() { Timer? t = null; t = new Timer(_ => t!.Dispose(), null, 5, 5); }")]
    [InlineData("void M() { string? s = \"a\"; Task.Run(() => Use(s)); s = null; }")]
    [InlineData("void M(string[] xs) { foreach (var x in xs) { var name = x; if (name == \"\") { name = \"a\"; } Task.Run(() => Use(name)); } }")]
    public Task VariableThatStays_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_CopiesTheVariable() => Verify.Fix(
        Type("""
            void M()
                {
                    for (var i = 0; i < 3; i++)
                    {
                        // starts
                        Task.Run(() => { Use([|i|]); Use(i + 1); });
                    }
                }
            """),
        Type("""
            void M()
                {
                    for (var i = 0; i < 3; i++)
                    {
                        // starts
                        var iCopy = i;
                        Task.Run(() => { Use(iCopy); Use(iCopy + 1); });
                    }
                }
            """));

    [Theory]
    [InlineData("void M() { for (var i = 0; i < 3; i++) Task.Run(() => Use([|i|])); }")] // no place for the copy
    [InlineData("void M() { for (var i = 0; i < 3; i++) { Task.Run(Run); void Run() { Use([|i|]); } } }")]
    public Task Fix_IsNotOfferedElsewhere(string members) => Verify.NoFix(Type(members));
}
