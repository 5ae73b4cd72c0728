"""Refusals of imports: of files that are no list, of lists that cannot be taken, of imports begun or ended."""

IMPORT_MESSAGES: dict[str, tuple[str, str]] = {
    "import.under_way": (
        "Đơn vị còn một lần nhập danh sách dang dở. Làm tiếp hoặc bỏ lần ấy trước.",
        "Your unit has an import that is not finished. Go on with it or drop it first.",
    ),
    "import.ended": ("Lần nhập này đã khép lại.", "This import is closed."),
    "import.undone": ("Lần nhập này đã được bỏ.", "This import was taken back already."),
    "import.busy": (
        "Lần nhập này đang chạy. Đợi xong rồi làm tiếp.",
        "This import is being carried out. Wait until it is done.",
    ),
    "import.faults": (
        "Có {detail} vụ chưa nhập được vì ô sai. Chưa ghi gì: sửa danh sách, hoặc chỉ nhập các vụ đúng (--partly).",
        "{detail} cases have wrong cells. Nothing was written: mend the list, or take the others (--partly).",
    ),
    "import.row_changed": (
        "Vụ này đã nhập, nay danh sách ghi khác: mở hồ sơ {detail} rồi sửa.",
        "This case was imported before and its row says something else now: open record {detail} and revise it.",
    ),
    "import.empty": ("Tệp {detail} trống. Chưa làm gì.", "The file {detail} is empty. Nothing was done."),
    "import.too_large": (
        "Danh sách lớn quá {detail}. Chưa làm gì; chia thành nhiều tệp.",
        "The list is larger than {detail}. Nothing was done; divide it into several files.",
    ),
    "import.too_long": (
        "Danh sách dài quá {detail} dòng. Chưa làm gì; chia thành nhiều tệp.",
        "The list has more than {detail} lines. Nothing was done; divide it into several files.",
    ),
    "import.too_wide": (
        "Bảng rộng quá {detail} cột. Chưa làm gì.",
        "The table has more than {detail} columns. Nothing was done.",
    ),
    "import.encrypted": (
        "Tệp {detail} có đặt mật khẩu. Chưa làm gì; mở bằng Excel, bỏ mật khẩu, lưu lại.",
        "The file {detail} is protected by a password. Nothing was done; open it in Excel and save it without one.",
    ),
    "import.old_excel": (
        "Tệp {detail} là Excel hoặc Word đời cũ (.xls, .doc). Chưa làm gì; lưu lại thành .xlsx hoặc .docx.",
        "The file {detail} is of an old Excel or Word (.xls, .doc). Nothing was done; save it as .xlsx or .docx.",
    ),
    "import.unreadable": (
        "Tệp {detail} hỏng hoặc không đúng kiểu, không đọc được. Chưa làm gì.",
        "The file {detail} is damaged or not what it says, and cannot be read. Nothing was done.",
    ),
    "import.type": (
        "Không nhập được loại tệp này: {detail}. Dùng .xlsx, .csv hoặc .docx.",
        "This type of file cannot be imported: {detail}. Use .xlsx, .csv or .docx.",
    ),
    "import.no_headings": (
        "Không thấy dòng tiêu đề cột nào quen (như Ngày xảy ra, Tội danh, Họ tên). Chưa làm gì.",
        "No line of headings was found (such as Ngày xảy ra, Tội danh, Họ tên). Nothing was done.",
    ),
    "import.file_gone": (
        "Tệp của lần nhập này không còn trên máy. Nhập lại đúng tệp ấy bằng hiepdong import cases, hoặc bỏ.",
        "The file of this import is gone. Import the same file again on the command line, or drop the import.",
    ),
    "import.sheet": ("Tệp không có trang tính «{detail}».", "The file has no sheet “{detail}”."),
    "import.map": ("Bảng gán cột chưa đúng: {detail}", "The map of columns is not right: {detail}"),
    "import.not_whole": (
        "Mới ghi {detail} trong {of} vụ của danh sách. Làm tiếp, hoặc bỏ lần nhập này.",
        "Only {detail} of the list's {of} cases were recorded. Go on with the import, or drop it.",
    ),
}
