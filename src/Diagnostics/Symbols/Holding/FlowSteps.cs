using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>What one instruction does to the values that are followed. Whatever is not known here gives an unknown value.</summary>
internal sealed class FlowSteps(ModuleSymbols module, bool isMachine, TakingCalls calls)
{
    private readonly MetadataReader _metadata = module.Metadata;

    public bool IsMachine => isMachine;

    /// <summary>Whether a state machine stops here and comes back later.</summary>
    public bool Suspends(ILInstruction instruction) =>
        isMachine && NameOfCalled(instruction) is "AwaitUnsafeOnCompleted" or "AwaitOnCompleted";

    /// <summary>Whether an async method returns here.</summary>
    public bool Finishes(ILInstruction instruction, FlowState state) =>
        isMachine && NameOfCalled(instruction) == "SetResult"
        && (IsBuilder(state.Stack is [.., var top] ? top : null) || IsBuilder(state.Stack is [.., var second, _] ? second : null));

    /// <summary>Whether code of the program runs here that may well throw: a call of its own, or the result of what was awaited.</summary>
    public bool MayThrow(ILInstruction instruction, FlowState state) =>
        IsCall(instruction.OpCode) && CalledMethod.Resolve(_metadata, instruction.Token) is { } called
        && (called.Definition is { } definition ? !IsHarmless(definition) : called.Name == "GetResult" && state.Stack is [.., var receiver] && Load(state, receiver) is not SymbolicValue.Taking);

    /// <summary>A property reads or writes, and what gives a semaphore back does not throw.</summary>
    private bool IsHarmless(MethodDefinitionHandle method) =>
        _metadata.GetString(_metadata.GetMethodDefinition(method).Name) is var name
        && (name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) || calls.GivesBack(method));

    public FlowState Step(ILInstruction instruction, FlowState state)
    {
        var code = instruction.OpCode;
        if (IsCall(code))
        {
            return CalledMethod.Resolve(_metadata, instruction.Token) is { } called
                ? calls.Call(called, instruction.Offset, state)
                : state with { Stack = [] };
        }

        if (code.Value == OpCodes.Newobj.Value)
        {
            return state.Pop(CalledMethod.Resolve(_metadata, instruction.Token)?.Parameters ?? 0, out _).Push(SymbolicValue.Unknown);
        }

        var name = code.Name!;
        if (instruction.Constant is { } constant)
        {
            return state.Push(new SymbolicValue.Number(constant));
        }

        if (instruction.Variable >= 0)
        {
            return Variable(name, instruction.Variable, state);
        }

        switch (name)
        {
            case "dup":
                return state.Push(state.Stack is [.., var top] ? top : SymbolicValue.Unknown);
            case "castclass" or "volatile." or "constrained." or "readonly." or "nop" or "unaligned.":
                return state;
            case "ldsfld":
                return state.Push(StaticField(instruction.Token));
            case "ldfld":
                state = state.Pop(1, out var owner);
                return state.Push(LoadField(state, owner[0], FieldName(_metadata, instruction.Token)));
            case "ldflda":
                state = state.Pop(1, out owner);
                return state.Push(PathOf(owner[0]) is { } of ? new SymbolicValue.FieldAddress(of.Field(FieldName(_metadata, instruction.Token))) : SymbolicValue.Unknown);
            case "stfld":
                state = state.Pop(2, out var values);
                return PathOf(values[0]) == ObjectPath.Machine
                    ? state with { Fields = Set(state.Fields, ObjectPath.Machine.Field(FieldName(_metadata, instruction.Token)).Text, values[1]) }
                    : state;
            case "initobj":
                state = state.Pop(1, out var target);
                return Forget(state, target[0]);
            case "ceq":
                state = state.Pop(2, out values);
                return state.Push(values switch
                {
                    [SymbolicValue.Answer answer, SymbolicValue.Number { Value: 0 }] => answer with { WhenTrue = !answer.WhenTrue },
                    [SymbolicValue.Number left, SymbolicValue.Number right] => new SymbolicValue.Number(left.Value == right.Value ? 1 : 0),
                    _ => SymbolicValue.Unknown,
                });
            case "sub" or "add":
                state = state.Pop(2, out values);
                return state.Push(values is [SymbolicValue.Number a, SymbolicValue.Number b]
                    ? new SymbolicValue.Number(name == "sub" ? unchecked(a.Value - b.Value) : unchecked(a.Value + b.Value))
                    : SymbolicValue.Unknown);
            default:
                return Effect(code, state);
        }
    }

    /// <summary>The value behind an address, or the value itself.</summary>
    public static SymbolicValue Load(FlowState state, SymbolicValue value) => value switch
    {
        SymbolicValue.LocalAddress local => state.Locals.GetValueOrDefault(local.Local, SymbolicValue.Unknown),
        SymbolicValue.FieldAddress field => state.Fields.GetValueOrDefault(field.Path.Text) ?? new SymbolicValue.Place(field.Path),
        _ => value,
    };

    /// <summary>Gives up what was known of a variable whose address went elsewhere.</summary>
    public static FlowState Forget(FlowState state, SymbolicValue address) => address switch
    {
        SymbolicValue.LocalAddress local => state with { Locals = state.Locals.Remove(local.Local) },
        SymbolicValue.FieldAddress field => state with { Fields = state.Fields.Remove(field.Path.Text) },
        _ => state,
    };

    private FlowState Variable(string name, int number, FlowState state)
    {
        if (name.StartsWith("ldarga", StringComparison.Ordinal))
        {
            return state.Push(SymbolicValue.Unknown);
        }

        if (name.StartsWith("ldarg", StringComparison.Ordinal))
        {
            return state.Push(new SymbolicValue.Place(isMachine && number == 0 ? ObjectPath.Machine : ObjectPath.Argument(number)));
        }

        if (name.StartsWith("ldloca", StringComparison.Ordinal))
        {
            return state.Push(new SymbolicValue.LocalAddress(number));
        }

        if (name.StartsWith("ldloc", StringComparison.Ordinal))
        {
            return state.Push(state.Locals.GetValueOrDefault(number, SymbolicValue.Unknown));
        }

        state = state.Pop(1, out var value);
        return name.StartsWith("stloc", StringComparison.Ordinal) ? state with { Locals = Set(state.Locals, number, value[0]) } : state;
    }

    /// <summary>A field of the state machine may be a variable that was given a known value; else it is read when the time comes.</summary>
    private static SymbolicValue LoadField(FlowState state, SymbolicValue owner, string name)
    {
        if (PathOf(Load(state, owner)) is not { } path)
        {
            return SymbolicValue.Unknown;
        }

        var field = path.Field(name);
        return state.Fields.GetValueOrDefault(field.Text) ?? new SymbolicValue.Place(field);
    }

    private SymbolicValue StaticField(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        var (type, name) = handle.Kind switch
        {
            HandleKind.FieldDefinition when _metadata.GetFieldDefinition((FieldDefinitionHandle)handle) is var field =>
                (CalledMethod.TypeName(_metadata, field.GetDeclaringType()), _metadata.GetString(field.Name)),
            HandleKind.MemberReference when _metadata.GetMemberReference((MemberReferenceHandle)handle) is var member =>
                (CalledMethod.TypeName(_metadata, member.Parent), _metadata.GetString(member.Name)),
            _ => ("", ""),
        };
        return type.Length == 0 ? SymbolicValue.Unknown : new SymbolicValue.Place(ObjectPath.Static(type, name));
    }

    public static string FieldName(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        return handle.Kind switch
        {
            HandleKind.FieldDefinition => metadata.GetString(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).Name),
            HandleKind.MemberReference => metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)handle).Name),
            _ => "?",
        };
    }

    private static bool IsBuilder(SymbolicValue? value) =>
        value is SymbolicValue.FieldAddress { Path: { IsInMachine: true, Last: "<>t__builder" } };

    private string? NameOfCalled(ILInstruction instruction) =>
        IsCall(instruction.OpCode) ? CalledMethod.Resolve(_metadata, instruction.Token)?.Name : null;

    private static bool IsCall(OpCode code) => code.Value == OpCodes.Call.Value || code.Value == OpCodes.Callvirt.Value;

    private static ObjectPath? PathOf(SymbolicValue value) => value switch
    {
        SymbolicValue.Place place => place.Path,
        SymbolicValue.FieldAddress field => field.Path,
        _ => null,
    };

    private static ImmutableDictionary<TKey, SymbolicValue> Set<TKey>(
        ImmutableDictionary<TKey, SymbolicValue> known, TKey key, SymbolicValue value)
        where TKey : notnull =>
        value == SymbolicValue.Unknown ? known.Remove(key) : known.SetItem(key, value);

    /// <summary>The effect on the stack of an instruction whose values are of no interest.</summary>
    private static FlowState Effect(OpCode code, FlowState state)
    {
        var pops = code.StackBehaviourPop switch
        {
            StackBehaviour.Pop0 => 0,
            StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
            StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
                or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
            StackBehaviour.Varpop => 0,
            _ => 3,
        };
        var pushes = code.StackBehaviourPush switch
        {
            StackBehaviour.Push0 or StackBehaviour.Varpush => 0,
            StackBehaviour.Push1_push1 => 2,
            _ => 1,
        };
        state = state.Pop(pops, out _);
        for (var i = 0; i < pushes; i++)
        {
            state = state.Push(SymbolicValue.Unknown);
        }

        return state;
    }
}
