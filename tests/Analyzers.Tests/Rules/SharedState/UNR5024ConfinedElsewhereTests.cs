using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.SharedState;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5024ConfinedElsewhereAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Objects of one thread that another one uses.</summary>
public sealed class UNR5024ConfinedElsewhereTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using System.Windows.Forms;
        using Unravel.Annotations;

        namespace Unravel.Annotations
        {
            [AttributeUsage(AttributeTargets.All)] class ThreadConfinedAttribute : Attribute { }
        }

        namespace System.Windows.Forms
        {
            public class Control { public string Text { get; set; } = ""; public bool InvokeRequired => false; public void Invoke(Action a) { } public void Refresh() { } }
            public class Label : Control { }
        }

        [ThreadConfined] class Parser { public int Position; public void Read() { } }

        class Form : Control
        {
            readonly Label _label = new();
            readonly Parser _parser = new();
            [ThreadConfined] readonly System.Text.StringBuilder _log = new();
            readonly System.Text.StringBuilder _free = new();
            static void Use(object o) { }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { Task.Run(() => { [|_label.Text|] = \"a\"; }); }")]
    [InlineData("void M() { Task.Run(() => [|_label.Refresh()|]); }")]
    [InlineData("void M() { new Thread(() => [|_label.Refresh()|]).Start(); }")]
    [InlineData("void M() { Task.Run(async () => { await Task.Yield(); [|_label.Refresh()|]; }); }")]
    [InlineData("void M() { ThreadPool.QueueUserWorkItem(_ => { [|Text|] = \"a\"; }); }")]
    [InlineData("void M() { Task.Run(() => [|_parser.Read()|]); }")]
    [InlineData("void M(Parser p) { Task.Run(() => { [|p.Position|] = 1; }); }")]
    [InlineData("void M() { Task.Run(() => [|_log.Append(1)|]); }")]
    [InlineData("void M(Task t) { t.ContinueWith(_ => [|_label.Refresh()|]); }")]
    public Task UseOnAnotherThread_IsReported(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Message_SaysWhereItRunsAndWhyNot() => Verify.Analyzer(
        Type("void M() { Task.Run(() => {|#0:_label.Refresh()|}); }"),
        new DiagnosticResult(UNR5024ConfinedElsewhereAnalyzer.Descriptor).WithLocation(0)
            .WithMessage("'_label.Refresh' is used in code that runs in Task.Run, but objects of 'Control' belong to the thread of the user interface"));

    [Theory]
    [InlineData("void M() { _label.Text = \"a\"; _parser.Read(); }")]
    [InlineData("void M() { Task.Run(() => _label.Invoke(() => _label.Refresh())); }")]
    [InlineData("void M() { Task.Run(() => { if (_label.InvokeRequired) { Invoke(() => { Text = \"a\"; }); } }); }")]
    [InlineData("void M() { Action a = () => _label.Refresh(); a(); }")]
    [InlineData("void M() { Task.Run(() => { var p = new Parser(); p.Read(); new Parser().Read(); }); }")]
    [InlineData("void M() { Task.Run(() => _free.Append(1)); }")]
    [InlineData("void M(Task t) { t.ContinueWith(_ => _label.Refresh(), TaskScheduler.FromCurrentSynchronizationContext()); }")]
    [InlineData("void M() { Task.Run(() => Use(_label)); }")]
    [InlineData("async Task M() { await Task.Run(() => { }); _label.Refresh(); }")]
    public Task OwnThreadOrMadeThere_IsSilent(string members) => Verify.Analyzer(Type(members));
}
