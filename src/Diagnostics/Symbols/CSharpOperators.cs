namespace Unravel.Diagnostics.Symbols;

/// <summary>Operators by the names of their methods (ECMA-335, partition I, 10.3; C# specification, 15.10).</summary>
internal static class CSharpOperators
{
    private static readonly Dictionary<string, string> s_table = new(StringComparer.Ordinal)
    {
        ["op_Implicit"] = "implicit operator", ["op_Explicit"] = "explicit operator",
        ["op_Addition"] = "operator +", ["op_Subtraction"] = "operator -", ["op_Multiply"] = "operator *",
        ["op_Division"] = "operator /", ["op_Modulus"] = "operator %", ["op_BitwiseAnd"] = "operator &",
        ["op_BitwiseOr"] = "operator |", ["op_ExclusiveOr"] = "operator ^", ["op_LeftShift"] = "operator <<",
        ["op_RightShift"] = "operator >>", ["op_Equality"] = "operator ==", ["op_Inequality"] = "operator !=",
        ["op_LessThan"] = "operator <", ["op_GreaterThan"] = "operator >", ["op_LessThanOrEqual"] = "operator <=",
        ["op_GreaterThanOrEqual"] = "operator >=", ["op_UnaryNegation"] = "operator -", ["op_UnaryPlus"] = "operator +",
        ["op_LogicalNot"] = "operator !", ["op_OnesComplement"] = "operator ~", ["op_Increment"] = "operator ++",
        ["op_Decrement"] = "operator --", ["op_True"] = "operator true", ["op_False"] = "operator false",
    };

    /// <summary>How C# writes the operator; null when the method is none.</summary>
    public static string? Find(string method) => s_table.GetValueOrDefault(method);
}
