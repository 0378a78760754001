using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>A state machine type: its shape, and where to read in it.</summary>
/// <param name="Size">Bytes of its fields.</param>
/// <param name="IsIterator">True for an async iterator: others await the machine itself.</param>
internal sealed record StateMachineShape(int Shape, AwaitedReferences References, int Size, bool IsIterator);

/// <summary>Names the kinds of tasks, once per type or delegate.</summary>
internal sealed class TaskShapes(ClrRuntime runtime, SymbolStore symbols, MethodNames names)
{
    private readonly List<TaskShape> _shapes = [];
    private readonly Dictionary<string, StateMachineShape?> _machines = new(StringComparer.Ordinal);
    private readonly Dictionary<(ulong Method, bool Follows), int?> _delegates = [];
    private readonly Dictionary<int, ClrType> _machineTypes = [];

    public IReadOnlyList<TaskShape> All => _shapes;

    /// <summary>The state machine type of a shape; null when it is no async method.</summary>
    public ClrType? MachineOf(int shape) => _machineTypes.GetValueOrDefault(shape);

    /// <summary>Null when the type has no state field: it is no state machine of the compiler.</summary>
    public StateMachineShape? OfStateMachine(ClrType type)
    {
        var name = type.Name ?? "";
        if (!_machines.TryGetValue(name, out var shape))
        {
            shape = AwaitedReferences.Find(type) is { } references
                ? new StateMachineShape(AddMachine(type, name), references, SizeOfFields(type), type.GetFieldByName(TaskLayout.IteratorPromiseField) is not null)
                : null;
            _machines.Add(name, shape);
        }

        return shape;
    }

    /// <summary>A task that is no state machine, by its type.</summary>
    public int OfPlain(ClrType type)
    {
        var name = type.Name ?? "";
        var (shown, kind) = KnownPromises.Find(name);
        return Add(new TaskShape(shown ?? CSharpTypeName.Short(name), kind)
        {
            Namespace = CSharpTypeName.NamespaceOf(name),
            IsFramework = names.IsFramework(type.Module),
        });
    }

    /// <summary>The shape of a task that runs this delegate; null when the delegate's method is not known.</summary>
    /// <param name="plain">The shape of the task by its type: a task of ContinueWith runs its delegate after another task.</param>
    public int? OfDelegate(ulong address, int plain)
    {
        var @delegate = runtime.Heap.GetObject(address);
        if (@delegate.Type is null || !@delegate.IsDelegate || @delegate.AsDelegate().GetDelegateTarget() is not { Method: { } method })
        {
            return null;
        }

        var follows = _shapes[plain].Kind == TaskKind.Combinator;
        if (!_delegates.TryGetValue((method.MethodDesc, follows), out var shape))
        {
            var frame = names.NameOf(method);
            shape = Add(new TaskShape($"{(follows ? _shapes[plain].Name : "Task.Run")}({frame.Method})", follows ? TaskKind.Combinator : TaskKind.Delegate) { Namespace = frame.Namespace, IsFramework = frame.IsFramework });
            _delegates.Add((method.MethodDesc, follows), shape);
        }

        return shape;
    }

    /// <summary>
    /// An async method that the runtime suspends by itself, of which only the name is known. Null when the program has none of
    /// that name: it is the step between such a method and one that returns a task in the old way.
    /// </summary>
    public int? OfRuntimeAsync(string method)
    {
        var types = runtime.EnumerateModules().Where(module => !names.IsFramework(module))
            .Select(module => module.Name is { } path ? symbols.Module(path) : null)
            .OfType<ModuleSymbols>()
            .SelectMany(module => RuntimeAsyncMethods.TypesWith(module, method, RuntimeAsyncLayout.AsyncMethodBit))
            .Distinct().Take(2).ToArray();
        return types switch
        {
            [] => null,
            [var only] => Add(new TaskShape(CSharpMethodName.Short(only, method), TaskKind.AsyncMethod) { Namespace = CSharpTypeName.NamespaceOf(only) }),
            _ => Add(new TaskShape(CSharpMethodName.Short("", method), TaskKind.AsyncMethod)),
        };
    }

    private int AddMachine(ClrType type, string name)
    {
        // Nobody can await an async void method: its task is only there because the machinery needs one.
        var isVoid = type.GetFieldByName(TaskLayout.BuilderField)?.Type?.Name == TaskLayout.VoidBuilderType;
        var shape = Add(new TaskShape((isVoid ? "async void " : "") + CSharpMethodName.OfStateMachine(name), TaskKind.AsyncMethod)
        {
            Namespace = CSharpTypeName.NamespaceOf(name),
            IsFramework = names.IsFramework(type.Module),
            AwaitLines = type.Module.Name is { } module && !names.IsFramework(type.Module)
                ? [.. symbols.AwaitLines(module, type.MetadataToken)]
                : [],
        });
        _machineTypes.Add(shape, type);
        return shape;
    }

    private int Add(TaskShape shape)
    {
        _shapes.Add(shape);
        return _shapes.Count - 1;
    }

    private static int SizeOfFields(ClrType type) =>
        type.Fields.Length == 0 ? 0 : type.Fields.Max(field => field.Offset + Math.Max(field.Size, 8));
}
