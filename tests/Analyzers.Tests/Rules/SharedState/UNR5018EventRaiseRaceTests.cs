using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5018EventRaiseRaceAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5018EventRaiseRaceFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Events that are read twice, to test and to raise.</summary>
public sealed class UNR5018EventRaiseRaceTests
{
    private static string Type(string body) => $$"""
        using System;

        class C
        {
            public event EventHandler? Changed;
            public static event Action? Stopped;
            Action? _callback;
            readonly Action? _fixed;
            readonly object _gate = new();
            bool _on;
            void M(C other) { {{body}} }
        }
        """;

    [Theory]
    [InlineData("if (Changed != null) { [|Changed(this, EventArgs.Empty)|]; }")]
    [InlineData("if (Changed != null) [|Changed.Invoke(this, EventArgs.Empty)|];")]
    [InlineData("if (null != Changed) [|this.Changed(this, EventArgs.Empty)|];")]
    [InlineData("if (Changed is not null) { [|Changed(this, EventArgs.Empty)|]; }")]
    [InlineData("if (_on && Changed != null) { _on = false; [|Changed(this, EventArgs.Empty)|]; }")]
    [InlineData("if (Stopped != null) { [|Stopped()|]; }")]
    [InlineData("if (_callback != null) { [|_callback()|]; }")]
    [InlineData("if (other._callback != null) { [|other._callback()|]; }")]
    [InlineData("if (Changed == null) return; [|Changed(this, EventArgs.Empty)|];")]
    [InlineData("if (Changed is null) { return; } [|Changed(this, EventArgs.Empty)|];")]
    public Task ReadTwice_IsReported(string body) => Verify.Analyzer(Type(body));

    [Theory]
    [InlineData("Changed?.Invoke(this, EventArgs.Empty);")]
    [InlineData("var changed = Changed; if (changed != null) { changed(this, EventArgs.Empty); }")]
    [InlineData("if (Changed is { } changed) { changed(this, EventArgs.Empty); }")]
    [InlineData("if (Changed != null) { Changed?.Invoke(this, EventArgs.Empty); }")]
    [InlineData("Changed!(this, EventArgs.Empty);")] // no test that could be wrong
    [InlineData("if (_fixed != null) { _fixed(); }")]
    [InlineData("if (Changed != null) { Stopped!(); }")]
    [InlineData("if (_callback != null) { other._callback!(); }")]
    [InlineData("if (Changed == null) { Changed!(this, EventArgs.Empty); }")]
    [InlineData("lock (_gate) { if (_callback != null) { _callback(); } }")]
    [InlineData("if (_callback != null) { Action a = () => _callback!(); }")] // another time
    public Task ReadOnce_IsSilent(string body) => Verify.Analyzer(Type(body));

    [Theory]
    [InlineData("if (_callback != null) { _callback(); } } void Set(Action callback) { _callback = callback;")]
    [InlineData("if (_callback != null) { _callback(); } } void Set() { _callback += () => { };")]
    public Task PrivateDelegateThatIsOnlyEverSet_IsSilent(string body) => Verify.Analyzer(Type(body));

    [Theory]
    [InlineData("if (_callback != null) { [|_callback()|]; } } void Set(Action callback) { _callback = callback; } void End() { _callback = null;")]
    [InlineData("if (_callback != null) { [|_callback()|]; } } void Set(Action callback) { _callback += callback; } void End(Action callback) { this._callback -= callback;")]
    [InlineData("if (_callback != null) { [|_callback()|]; } } void Set(Action? callback) { _callback = _on ? callback : null;")]
    [InlineData("if (_callback != null) { [|_callback()|]; } } void End() { System.Threading.Interlocked.Exchange(ref _callback, null);")]
    public Task PrivateDelegateThatIsCleared_IsReported(string body) => Verify.Analyzer(Type(body));

    [Fact]
    public Task Fix_RaisesByInvoke() => Verify.Fix(
        Type("/* a */ if (Changed != null) { [|Changed(this, EventArgs.Empty)|]; } /* b */ if (Stopped is not null) [|Stopped.Invoke()|]; if (_on && Changed != null) { [|Changed(this, EventArgs.Empty)|]; }"),
        Type("/* a */ Changed?.Invoke(this, EventArgs.Empty); /* b */ Stopped?.Invoke(); if (_on && Changed != null) { Changed?.Invoke(this, EventArgs.Empty); }"));
}
