namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// Turns the runtime's name of a method into what the programmer wrote: the compiler moves the bodies of async methods,
/// iterators, lambdas and local functions into types and methods of its own (names as in Roslyn's GeneratedNames).
/// </summary>
internal static class CSharpMethodName
{
    /// <summary>The local function that the interop generator makes of a method with LibraryImport.</summary>
    private const string NativeStub = "__PInvoke";

    private static readonly string[] s_accessors = ["get_", "set_", "add_", "remove_"];

    /// <summary>Type and method without namespace: <c>Bank.Transfer</c>, <c>Program.Main.lambda</c>, <c>List&lt;int&gt;.Add</c>.</summary>
    public static string Short(string runtimeType, string runtimeMethod)
    {
        var types = CSharpTypeName.Nesting(runtimeType);
        var names = new List<string>();
        var method = runtimeMethod;
        foreach (var type in types)
        {
            if (type.StartsWith("<>c", StringComparison.Ordinal))
            {
                continue; // closures: the method inside names its origin
            }

            if (OriginOf(type) is { } origin && IsStateMachine(type))
            {
                // <Load>d__5.MoveNext is the body of Load; nothing else of a state machine runs user code. In the name of
                // a type the compiler writes the dots of an explicit interface implementation as dashes.
                method = origin.Replace('-', '.');
                continue;
            }

            names.Add(CSharpTypeName.Short(type));
        }

        names.Add(MethodPart(method, names.Count > 0 ? names[^1] : ""));
        return string.Join('.', names.Where(name => name.Length > 0));
    }

    /// <summary>The name for an async method given by its state machine type.</summary>
    public static string OfStateMachine(string runtimeType) => Short(runtimeType, "MoveNext");

    public static bool IsStateMachineName(string runtimeType) =>
        CSharpTypeName.Nesting(runtimeType) is [.., var last] && IsStateMachine(last);

    private static string MethodPart(string method, string type)
    {
        switch (method)
        {
            case ".ctor":
                return TypeWithoutArguments(type) + " constructor";
            case ".cctor":
                return TypeWithoutArguments(type) + " static constructor";
        }

        var (name, arguments) = SplitArguments(method);
        if (OriginOf(name) is { } origin)
        {
            var after = name[(MatchingBracket(name) + 1)..];
            var outer = MethodPart(origin, type);
            if (after.StartsWith("g__", StringComparison.Ordinal))
            {
                var bar = after.IndexOf('|', StringComparison.Ordinal);
                var local = after[3..(bar < 0 ? after.Length : bar)];
                return local == NativeStub ? outer : $"{outer}.{local}";
            }

            return after.StartsWith("b__", StringComparison.Ordinal) ? $"{outer}.lambda" : outer;
        }

        return Member(WithoutInterface(name), type) + arguments;
    }

    private static string Member(string name, string type)
    {
        foreach (var accessor in s_accessors)
        {
            if (name.Length > accessor.Length && name.StartsWith(accessor, StringComparison.Ordinal))
            {
                return $"{name[accessor.Length..]}.{accessor[..^1]}";
            }
        }

        return name == "Finalize" && type.Length > 0 ? "~" + TypeWithoutArguments(type) : CSharpOperators.Find(name) ?? name;
    }

    /// <summary>A generic method carries its arguments as the runtime writes them: <c>Load[[System.Int32, System.Private.CoreLib]]</c>.</summary>
    private static (string Name, string Arguments) SplitArguments(string method)
    {
        var open = method.IndexOf("[[", StringComparison.Ordinal);
        return open <= 0 || !method.EndsWith("]]", StringComparison.Ordinal)
            ? (method, "")
            : (method[..open], $"<{string.Join(", ", CSharpTypeName.OfArguments(method[open..]))}>");
    }

    /// <summary>Explicit interface implementations carry the interface's full name, with its arguments.</summary>
    private static string WithoutInterface(string method)
    {
        var depth = 0;
        for (var i = method.Length - 1; i > 0; i--)
        {
            depth += method[i] switch { '>' => 1, '<' => -1, _ => 0 };
            if (depth == 0 && method[i] == '.')
            {
                return method[(i + 1)..];
            }
        }

        return method;
    }

    /// <summary>What stands between the first brackets of a compiler-made name: <c>&lt;&lt;Main&gt;$&gt;b__4</c> gives <c>&lt;Main&gt;$</c>.</summary>
    private static string? OriginOf(string name)
    {
        if (name.Length < 2 || name[0] != '<')
        {
            return null;
        }

        var end = MatchingBracket(name);
        return end > 1 ? name[1..end] : null;
    }

    private static int MatchingBracket(string name)
    {
        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '<')
            {
                depth++;
            }
            else if (name[i] == '>' && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsStateMachine(string type) =>
        MatchingBracket(type) is var end && end > 0 && type.AsSpan(end + 1) is ['d', .. var rest] && rest is [] or ['_', '_', ..] or ['<' or '`', ..];

    private static string TypeWithoutArguments(string type)
    {
        var bracket = type.IndexOf('<', StringComparison.Ordinal);
        return bracket < 0 ? type : type[..bracket];
    }
}
