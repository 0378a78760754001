namespace Unravel.Analyzers.Tests.Rules.Blocking;

/// <summary>The one template of the tests about blocking: a class with a hole for its members.</summary>
internal static class BlockingSource
{
    public static string Class(string members) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
        {{Indented(members)}}
        }

        namespace Own
        {
            class Task { public int Result => 0; public void Wait() { } }

            class Derived : System.Threading.Tasks.Task<int> { public Derived() : base(() => 0) { } }

            [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(PromiseBuilder))]
            class Promise { }

            class PromiseBuilder
            {
                public static PromiseBuilder Create() => new();
                public Promise Task => new();
                public void Start<T>(ref T machine) where T : System.Runtime.CompilerServices.IAsyncStateMachine { }
                public void SetStateMachine(System.Runtime.CompilerServices.IAsyncStateMachine machine) { }
                public void SetResult() { }
                public void SetException(Exception exception) { }
                public void AwaitOnCompleted<TA, T>(ref TA awaiter, ref T machine) { }
                public void AwaitUnsafeOnCompleted<TA, T>(ref TA awaiter, ref T machine) { }
            }
        }
        """;

    private static string Indented(string members) =>
        string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
