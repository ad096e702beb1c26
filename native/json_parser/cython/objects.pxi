"""The parts of CPython's API that are used with plain pointers.

Cython's own declarations take `object` and count references at each assignment. Here each function
says whom a reference belongs to, and the counts change only where that changes.
"""

cdef extern from "Python.h":
    ctypedef struct PyObject:
        pass
    ctypedef struct PyTypeObject:
        pass
    ctypedef struct PyASCIIObject:   # its characters follow it, where it is compact
        pass
    ctypedef struct PyListObject:
        PyObject** ob_item

    bint LITTLE_ENDIAN "PY_LITTLE_ENDIAN"
    PyObject* TRUE "Py_True"
    PyObject* FALSE "Py_False"
    PyObject* NULL_VALUE "Py_None"

    void Py_INCREF(PyObject*) noexcept
    void Py_DECREF(PyObject*) noexcept
    void Py_XDECREF(PyObject*) noexcept
    PyTypeObject* Py_TYPE(PyObject*) noexcept

    void* PyMem_Malloc(size_t) noexcept
    void* PyMem_Calloc(size_t, size_t) noexcept
    void* PyMem_Realloc(void*, size_t) noexcept
    void PyMem_Free(void*) noexcept
    int PyGC_Disable() noexcept
    int PyGC_Enable() noexcept

    PyTypeObject PyUnicode_Type, PyLong_Type, PyFloat_Type, PyDict_Type, PyList_Type
    bint PyUnicode_Check(PyObject*) noexcept
    bint PyLong_Check(PyObject*) noexcept
    bint PyFloat_Check(PyObject*) noexcept
    bint PyDict_Check(PyObject*) noexcept
    bint PyList_Check(PyObject*) noexcept
    bint PyTuple_Check(PyObject*) noexcept

    int NARROW_KIND "PyUnicode_1BYTE_KIND"
    int WIDE_KIND "PyUnicode_2BYTE_KIND"
    PyObject* PyUnicode_New(Py_ssize_t length, uint32_t largest) noexcept
    PyObject* PyUnicode_FromKindAndData(int kind, const void*, Py_ssize_t) noexcept
    PyObject* PyUnicode_DecodeUTF8(const char*, Py_ssize_t, const char*) except NULL
    int PyUnicode_Compare(PyObject*, PyObject*) noexcept
    int PyUnicode_READY(PyObject*) except -1
    int PyUnicode_KIND(PyObject*) noexcept
    bint PyUnicode_IS_COMPACT_ASCII(PyObject*) noexcept
    bint PyUnicode_IS_ASCII(PyObject*) noexcept
    void* PyUnicode_DATA(PyObject*) noexcept
    Py_ssize_t PyUnicode_GET_LENGTH(PyObject*) noexcept
    uint32_t PyUnicode_READ(int kind, const void*, Py_ssize_t) noexcept
    char* PyBytes_AS_STRING(PyObject*) noexcept
    Py_ssize_t PyBytes_GET_SIZE(PyObject*) noexcept
    PyObject* PyBytes_FromStringAndSize(const char*, Py_ssize_t) except NULL
    int _PyBytes_Resize(PyObject**, Py_ssize_t) except -1

    PyObject* PyLong_FromLongLong(long long) noexcept
    PyObject* PyLong_FromString(const char*, char**, int) except NULL
    long long PyLong_AsLongLongAndOverflow(PyObject*, int*) except? -1
    PyObject* PyFloat_FromDouble(double) noexcept
    double PyFloat_AS_DOUBLE(PyObject*) noexcept
    double PyOS_string_to_double(const char*, char**, PyObject*) except? -1

    PyObject* PyList_New(Py_ssize_t) noexcept
    void PyList_SET_ITEM(PyObject*, Py_ssize_t, PyObject*) noexcept
    PyObject* PyList_GET_ITEM(PyObject*, Py_ssize_t) noexcept
    Py_ssize_t PyList_GET_SIZE(PyObject*) noexcept
    PyObject* PyTuple_Pack(Py_ssize_t, ...) noexcept
    PyObject* PyTuple_GET_ITEM(PyObject*, Py_ssize_t) noexcept
    Py_ssize_t PyTuple_GET_SIZE(PyObject*) noexcept
    PyObject* PyDict_New() noexcept
    int PyDict_SetItem(PyObject*, PyObject*, PyObject*) noexcept
    PyObject* PyDict_SetDefault(PyObject*, PyObject*, PyObject*) noexcept
    bint PyDict_Next(PyObject*, Py_ssize_t*, PyObject**, PyObject**) noexcept
    PyObject* PySet_New(PyObject*) noexcept
    int PySet_Contains(PyObject*, PyObject*) except -1
    int PySet_Add(PyObject*, PyObject*) except -1


cdef inline uint8_t* ascii_of(PyObject* text) noexcept:
    """Characters of a compact ASCII str."""
    return <uint8_t*>(<PyASCIIObject*>text + 1)


cdef inline object taken(PyObject* reference):
    """Returns a new reference as an object that Cython counts."""
    found = <object>reference
    Py_DECREF(reference)
    return found


cdef inline PyObject* owned(found) noexcept:
    """Returns an object as a new reference."""
    Py_INCREF(<PyObject*>found)
    return <PyObject*>found
