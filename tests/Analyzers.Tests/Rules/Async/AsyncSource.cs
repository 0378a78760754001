namespace Unravel.Analyzers.Tests.Rules.Async;

/// <summary>The template of the tests about async code: a class with a hole for its members, and things to call.</summary>
internal static class AsyncSource
{
    private const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    private const string Rest =
        """

            Task Work() => Task.CompletedTask;
            Task<string> Text() => Task.FromResult("");
            ValueTask Value() => default;
            async Task Own() { await Task.Yield(); }
        }

        class Resource : IDisposable
        {
            public Resource() { }
            public Resource(Resource inner) { }
            public int Number => 1;
            public Resource Part => this;
            public Task Work() => Task.CompletedTask;
            public Task<string> Text() => Task.FromResult("");
            public string Read() => "";
            public void Dispose() { }
        }
        """;

    /// <summary>The class with nullable references, as the tests compile.</summary>
    public static string Class(string members) => Usings + "partial class C\n{\n" + Indented(members) + Rest;

    /// <summary>The class in code that knows no nullable references, where the compiler says nothing about null.</summary>
    public static string Oblivious(string members) => "#nullable disable\n" + Class(members);

    /// <summary>Statements of an async method.</summary>
    public static string Statements(string statements) => Class("async Task M(C c, C? other, Resource r, List<int> list, bool b)\n{\n    await Task.Yield();\n    " + statements + "\n}");

    /// <summary>Statements of a method that is not async.</summary>
    public static string SyncStatements(string statements) => Class("void M(C c, C? other, Resource r, List<int> list, bool b)\n{\n    " + statements + "\n}");

    private static string Indented(string members) =>
        string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
