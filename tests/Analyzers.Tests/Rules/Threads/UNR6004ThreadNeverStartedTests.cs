using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Threads.UNR6004ThreadNeverStartedAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Threads;

/// <summary>Threads that are made and not started.</summary>
public sealed class UNR6004ThreadNeverStartedTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;

        class C
        {
            Thread? _thread;
            readonly List<Thread> _all = new();
            void Work() { }
            static void Use(object? o) { }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { var t = [|new Thread(Work)|]; }")]
    [InlineData("void M() { var t = [|new Thread(Work)|]; t.IsBackground = true; t.Name = \"a\"; }")]
    [InlineData("void M() { var t = [|new Thread(() => Work()) { IsBackground = true }|]; t.Join(); }")]
    [InlineData("void M() { Thread t; t = [|new Thread(Work)|]; t.Priority = ThreadPriority.Lowest; }")]
    [InlineData("void M() { _ = [|new Thread(Work)|]; }")]
    [InlineData("void M() { _ = [|new Thread(Work) { IsBackground = true }|]; }")]
    public Task ThreadThatNobodyStarts_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M() { var t = new Thread(Work); t.Start(); }")]
    [InlineData("void M() { new Thread(Work).Start(); }")]
    [InlineData("void M() { var t = new Thread(Work); t.UnsafeStart(); }")]
    [InlineData("void M(bool b) { var t = new Thread(Work); if (b) t.Start(); }")]
    [InlineData("void M() { var t = new Thread(Work); Action a = () => t.Start(); a(); }")]
    [InlineData("Thread M() { var t = new Thread(Work); return t; }")]
    [InlineData("Thread M() => new Thread(Work);")]
    [InlineData("void M() { var t = new Thread(Work); _all.Add(t); }")]
    [InlineData("void M() { var t = new Thread(Work); _thread = t; }")]
    [InlineData("void M() { _thread = new Thread(Work); }")]
    [InlineData("void M() { var t = new Thread(Work); Use(t); }")]
    [InlineData("void M() { var all = new[] { new Thread(Work) }; foreach (var t in all) t.Start(); }")]
    public Task StartedOrHandedOn_IsSilent(string members) => Verify.Analyzer(Type(members));
}
