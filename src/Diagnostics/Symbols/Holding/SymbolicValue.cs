namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>What is known of a value while the IL of a method is followed.</summary>
internal abstract record SymbolicValue
{
    internal sealed record Anything : SymbolicValue;

    internal sealed record Number(int Value) : SymbolicValue;

    /// <summary>An object by the way that leads to it.</summary>
    internal sealed record Place(ObjectPath Path) : SymbolicValue;

    /// <summary>The address of a local variable.</summary>
    internal sealed record LocalAddress(int Local) : SymbolicValue;

    /// <summary>The address of a field.</summary>
    internal sealed record FieldAddress(ObjectPath Path) : SymbolicValue;

    /// <summary>A task, or its awaiter, at whose end the semaphore is held.</summary>
    /// <param name="Taken">IL offset of the call that asked for it.</param>
    /// <param name="Outcome">Which result means that it is held.</param>
    internal sealed record Taking(ObjectPath Path, int Taken, TakeOutcome Outcome) : SymbolicValue;

    /// <summary>The answer to whether the semaphore is held now.</summary>
    /// <param name="WhenTrue">False after a negation.</param>
    internal sealed record Answer(ObjectPath Path, int Taken, bool WhenTrue) : SymbolicValue;

    /// <summary>An object that gives the semaphore back when it is disposed of.</summary>
    internal sealed record Releaser(ObjectPath Path) : SymbolicValue;

    public static SymbolicValue Unknown { get; } = new Anything();

    /// <summary>What is known when either may have come.</summary>
    public static SymbolicValue Join(SymbolicValue left, SymbolicValue right) => left == right ? left : Unknown;
}

internal enum TakeOutcome
{
    /// <summary>Held for certain: Wait() and WaitAsync() without a time limit.</summary>
    Always,

    /// <summary>Held when the result is true.</summary>
    WhenTrue,

    /// <summary>Held, and the result is an object that gives it back.</summary>
    WithReleaser,
}

/// <summary>
/// The way to an object: from an argument of the method, from the state machine, or from a static field, over instance
/// fields. Text, because equal ways must be equal: <c>machine/&lt;&gt;4__this/_gate</c>, <c>Bank::s_gate</c>.
/// </summary>
internal sealed record ObjectPath(string Text)
{
    private const char Separator = '/';
    private const string StaticMark = "::";
    private const string ThisField = "<>4__this";

    /// <summary>The state machine in its own MoveNext.</summary>
    public static ObjectPath Machine { get; } = new("machine");

    /// <summary>The instance whose async method it is.</summary>
    public static ObjectPath ThisOfMachine { get; } = Machine.Field(ThisField);

    public static ObjectPath Argument(int number) => new($"{number}");

    public static ObjectPath Static(string type, string field) => new($"{type}{StaticMark}{field}");

    public ObjectPath Field(string name) => new($"{Text}{Separator}{name}");

    /// <summary>The steps: the root first, then the fields.</summary>
    public string[] Steps => Text.Split(Separator);

    public string Last => Steps[^1];

    public bool IsStatic => Text.Contains(StaticMark, StringComparison.Ordinal);

    public bool IsInMachine => Text.StartsWith(Machine.Text + Separator, StringComparison.Ordinal);

    /// <summary>True for a parameter or a local of the method, whose value may be any object, also one that another way leads to.</summary>
    public bool IsVariable => !IsStatic
        && (Steps is [not ("0" or "machine")] || (Steps is ["machine", var variable] && !variable.StartsWith("<>", StringComparison.Ordinal)));

    /// <summary>Type and field when the way begins at a static field.</summary>
    public (string Type, string Field)? StaticRoot =>
        Steps[0].IndexOf(StaticMark, StringComparison.Ordinal) is var at and >= 0 ? (Steps[0][..at], Steps[0][(at + StaticMark.Length)..]) : null;

    /// <summary>The same way seen from a caller, to whom the method's instance is known by another; null when it begins elsewhere.</summary>
    public ObjectPath? From(ObjectPath? instance)
    {
        if (IsStatic)
        {
            return this;
        }

        foreach (var root in new[] { ThisOfMachine.Text, "0" })
        {
            if (instance is not null && (Text == root || Text.StartsWith(root + Separator, StringComparison.Ordinal)))
            {
                return new ObjectPath(instance.Text + Text[root.Length..]);
            }
        }

        return null;
    }
}
